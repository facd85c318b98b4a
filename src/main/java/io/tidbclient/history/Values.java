package io.tidbclient.history;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The elements of a list as a transaction read it, oldest first. Immutable. */
public final class Values {
    private static final Values NONE = new Values(new long[0]);

    private final long[] elements;

    private Values(long[] elements) {
        this.elements = elements;
    }

    /** The empty list. */
    public static Values none() {
        return NONE;
    }

    /** A copy of the given elements as a list. */
    public static Values of(long... elements) {
        return elements.length == 0 ? NONE : new Values(elements.clone());
    }

    public int size() {
        return elements.length;
    }

    /**
     * The element at a position.
     *
     * @param index from 0
     * @throws IndexOutOfBoundsException for an index outside the list
     */
    public long get(int index) {
        return elements[index];
    }

    /** A copy of the elements. */
    public long[] toArray() {
        return elements.clone();
    }

    public LongStream stream() {
        return Arrays.stream(elements);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values that && Arrays.equals(elements, that.elements);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(elements);
    }

    /** For example {@code [1, 2]}. */
    @Override
    public String toString() {
        return stream().mapToObj(Long::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
