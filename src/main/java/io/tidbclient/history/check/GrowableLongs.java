package io.tidbclient.history.check;

import java.util.Arrays;

/** A list of primitive longs. */
final class GrowableLongs {
    private long[] elements = new long[16];
    private int size;

    int size() {
        return size;
    }

    long get(int index) {
        return elements[index];
    }

    void set(int index, long element) {
        elements[index] = element;
    }

    void add(long element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size + (size >> 1));
        }
        elements[size++] = element;
    }

    /** A copy of the first elements. */
    long[] first(int count) {
        return Arrays.copyOf(elements, count);
    }
}
