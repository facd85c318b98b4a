package io.tidbclient.isolation;

import io.tidbclient.history.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Generates list-append transactions. The sequence depends on the shape alone; which client runs which transaction does not change
 * it. The values appended to a key are 1, 2, 3 …, each once. For use by any number of threads.
 */
public final class TransactionGenerator {
    /** The fraction of appends to a key that the transaction has read: without them, few updates could be lost. */
    private static final double UPDATE_SHARE = 0.3;

    private final ReentrantLock lock = new ReentrantLock();
    private final TransactionShape shape;
    private final SplittableRandom random;
    /** The lists in use, and the number of appends to each. */
    private final long[] keys;

    private final int[] appends;
    private long nextKey;
    private long nextId;

    public TransactionGenerator(TransactionShape shape) {
        this.shape = shape;
        this.random = new SplittableRandom(shape.seed());
        this.keys = new long[shape.keys()];
        this.appends = new int[shape.keys()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = nextKey++;
        }
    }

    /** The next transaction. */
    public PlannedTransaction next() {
        lock.lock();
        try {
            int count = random.nextInt(1, shape.mostOperations() + 1);
            List<Operation> operations = new ArrayList<>(count);
            List<Integer> slotsRead = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                operations.add(operation(slotsRead));
            }
            return new PlannedTransaction(nextId++, operations, nextKey - 1);
        } finally {
            lock.unlock();
        }
    }

    /** The id for a transaction that was not generated, greater than those of all generated so far. */
    public long nextId() {
        lock.lock();
        try {
            return nextId++;
        } finally {
            lock.unlock();
        }
    }

    /** The number of keys used so far: they are 0 to this number minus one. */
    public long keyCount() {
        lock.lock();
        try {
            return nextKey;
        } finally {
            lock.unlock();
        }
    }

    private Operation operation(List<Integer> slotsRead) {
        int slot = random.nextInt(keys.length);
        if (random.nextDouble() < shape.readShare()) {
            slotsRead.add(slot);
            return Operation.Read.unanswered(keys[slot]);
        }
        if (!slotsRead.isEmpty() && random.nextDouble() < UPDATE_SHARE) {
            slot = slotsRead.get(random.nextInt(slotsRead.size()));
        }
        Operation append = new Operation.Append(keys[slot], ++appends[slot]);
        if (appends[slot] == shape.appendsPerKey()) {
            keys[slot] = nextKey++;
            appends[slot] = 0;
        }
        return append;
    }
}
