package io.tidbclient.history.check;

import java.util.function.IntBinaryOperator;

/** Merge sort of ints by an order of their own, without a box around each. Stable. */
final class NumberSort {
    private NumberSort() {}

    static void sort(int[] numbers, IntBinaryOperator comparison) {
        int[] from = numbers;
        int[] to = new int[numbers.length];
        for (int width = 1; width < numbers.length; width *= 2) {
            for (int low = 0; low < numbers.length; low += 2 * width) {
                merge(from, to, low, width, comparison);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        System.arraycopy(from, 0, numbers, 0, numbers.length);
    }

    private static void merge(int[] from, int[] to, int low, int width, IntBinaryOperator comparison) {
        int middle = Math.min(low + width, from.length);
        int high = Math.min(low + 2 * width, from.length);
        int left = low;
        int right = middle;
        for (int i = low; i < high; i++) {
            boolean takesLeft = left < middle && (right >= high || comparison.applyAsInt(from[left], from[right]) <= 0);
            to[i] = takesLeft ? from[left++] : from[right++];
        }
    }
}
