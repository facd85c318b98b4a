package io.tidbclient.history.check;

/**
 * The operations of all transactions, in columns. Operations are numbered in the order of their arrival; keys and
 * transactions are numbers, too.
 *
 * <p>An append has its value as datum, a read what {@link KeyLists} made of its list.
 */
final class OperationTable {
    private final GrowableInts keys = new GrowableInts();
    private final GrowableLongs data = new GrowableLongs();
    private final GrowableInts transactions = new GrowableInts();
    private int[] slots = new int[64];
    private int appends;

    int size() {
        return keys.size();
    }

    int key(int operation) {
        return keys.get(operation) >> 1;
    }

    boolean isAppend(int operation) {
        return (keys.get(operation) & 1) == 1;
    }

    long datum(int operation) {
        return data.get(operation);
    }

    void setDatum(int operation, long datum) {
        data.set(operation, datum);
    }

    int transaction(int operation) {
        return transactions.get(operation);
    }

    void addRead(int transaction, int key, long datum) {
        keys.add(key << 1);
        data.add(datum);
        transactions.add(transaction);
    }

    void addAppend(int transaction, int key, long value) {
        keys.add((key << 1) | 1);
        data.add(value);
        transactions.add(transaction);
        slots[slot(key, value)] = size();
        if (++appends * 2 > slots.length) {
            grow();
        }
    }

    /** The operation that appended a value to a key, -1 if none did. */
    int findAppend(int key, long value) {
        return slots[slot(key, value)] - 1;
    }

    private void grow() {
        int[] old = slots;
        slots = new int[old.length * 2];
        for (int entry : old) {
            if (entry != 0) {
                slots[slot(key(entry - 1), datum(entry - 1))] = entry;
            }
        }
    }

    private int slot(int key, long value) {
        int slot = Mixing.slot(value * 31 + key, slots.length);
        while (slots[slot] != 0 && (key(slots[slot] - 1) != key || datum(slots[slot] - 1) != value)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
