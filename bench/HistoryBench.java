import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.check.CheckOptions;
import io.tidbclient.history.check.HistoryChecker;
import io.tidbclient.history.check.HistoryVerdict;
import io.tidbclient.history.format.HistoryHead;
import io.tidbclient.history.format.NdjsonWriter;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Checks generated histories: {@code HistoryBench ANOMALIES COUNT…}. Transactions have five operations each on 100 live keys,
 * which are replaced when their lists have 32 elements, and about 50 of them overlap. They run serially, except that of a
 * million reads ANOMALIES lack the last element. Prints a line for each count: transactions, seconds to add them, seconds to
 * check them, anomalies. {@code HistoryBench --write FILE ANOMALIES COUNT} writes such a history to a file instead, for
 * {@code history check}.
 */
final class HistoryBench {
    private static final int KEYS = 100;
    private static final int OPERATIONS = 5;
    private static final int LONGEST = 32;

    private final Random random = new Random(1);
    private final int anomalies;
    private final long[] keys = new long[KEYS];
    private final List<List<Long>> lists = new ArrayList<>();
    private final PriorityQueue<long[]> sessions = new PriorityQueue<>((a, b) -> Long.compare(a[0], b[0]));
    private long nextKey;
    private long nextValue;

    private HistoryBench(int anomalies) {
        this.anomalies = anomalies;
        for (int i = 0; i < KEYS; i++) {
            keys[i] = nextKey++;
            lists.add(new ArrayList<>());
        }
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("--write")) {
            new HistoryBench(Integer.parseInt(arguments[2])).write(Path.of(arguments[1]), Integer.parseInt(arguments[3]));
            return;
        }
        for (int i = 1; i < arguments.length; i++) {
            new HistoryBench(Integer.parseInt(arguments[0])).run(Integer.parseInt(arguments[i]));
        }
    }

    private void write(Path file, int count) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
                NdjsonWriter writer = new NdjsonWriter(out, HistoryHead.NONE)) {
            for (int i = 0; i < count; i++) {
                writer.write(transaction(i));
            }
        }
    }

    private void run(int count) {
        HistoryChecker checker = new HistoryChecker(CheckOptions.DEFAULT);
        long adding = 0;
        for (int i = 0; i < count; i++) {
            Transaction transaction = transaction(i);
            long start = System.nanoTime();
            checker.add(transaction);
            adding += System.nanoTime() - start;
        }
        long start = System.nanoTime();
        HistoryVerdict verdict = checker.check();
        long checking = System.nanoTime() - start;
        System.out.printf(
                Locale.ROOT, "%d %.3f %.3f %s%n", count, adding / 1e9, checking / 1e9, verdict.found());
    }

    private Transaction transaction(int id) {
        List<Operation> operations = new ArrayList<>();
        for (int i = 0; i < OPERATIONS; i++) {
            int place = random.nextInt(KEYS);
            List<Long> list = lists.get(place);
            if (random.nextBoolean()) {
                boolean stale = !list.isEmpty() && random.nextInt(1_000_000) < anomalies;
                operations.add(Operation.Read.of(
                        keys[place],
                        list.subList(0, list.size() - (stale ? 1 : 0)).stream().mapToLong(Long::longValue).toArray()));
            } else {
                operations.add(new Operation.Append(keys[place], nextValue));
                list.add(nextValue++);
            }
        }
        for (int place = 0; place < KEYS; place++) {
            if (lists.get(place).size() >= LONGEST) {
                keys[place] = nextKey++;
                lists.set(place, new ArrayList<>());
            }
        }
        long now = 1_000_000 + id * 1_000L;
        long start = now - random.nextInt(25_000);
        long end = now + random.nextInt(25_000);
        return new Transaction(id, session(start, end), TransactionOutcome.COMMITTED, start, end, operations);
    }

    /** A session that is free from a time on; it is taken until another one. */
    private int session(long start, long end) {
        long[] free = sessions.peek();
        if (free == null || free[0] >= start) {
            free = new long[] {0, sessions.size()};
        } else {
            sessions.remove();
        }
        sessions.add(new long[] {end, free[1]});
        return (int) free[1];
    }
}
