package io.tidbclient.history.check;

/** Numbers distinct longs 0, 1, 2, … in the order in which they are added. */
final class LongIndex {
    private final GrowableLongs values = new GrowableLongs();
    private int[] slots = new int[64];

    int size() {
        return values.size();
    }

    long value(int number) {
        return values.get(number);
    }

    /** The number of a value, -1 if it was not added. */
    int find(long value) {
        return slots[slot(value)] - 1;
    }

    /** The number of a value, which is added if need be. */
    int add(long value) {
        int slot = slot(value);
        if (slots[slot] == 0) {
            values.add(value);
            slots[slot] = values.size();
            if (values.size() * 2 > slots.length) {
                grow();
            }
            return values.size() - 1;
        }
        return slots[slot] - 1;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        for (int i = 0; i < values.size(); i++) {
            slots[slot(values.get(i))] = i + 1;
        }
    }

    private int slot(long value) {
        int slot = Mixing.slot(value, slots.length);
        while (slots[slot] != 0 && values.get(slots[slot] - 1) != value) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
