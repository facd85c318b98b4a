package io.tidbclient.history.check;

import java.util.Arrays;

/** A list of primitive ints, which is also a stack. */
final class GrowableInts {
    private int[] elements = new int[16];
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int get(int index) {
        return elements[index];
    }

    void set(int index, int element) {
        elements[index] = element;
    }

    void add(int element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size + (size >> 1));
        }
        elements[size++] = element;
    }

    /** Takes the last element away. */
    int pop() {
        return elements[--size];
    }

    void clear() {
        size = 0;
    }

    int[] toArray() {
        return Arrays.copyOf(elements, size);
    }
}
