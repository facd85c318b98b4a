package io.tidbclient.history.check;

import java.util.Arrays;

/**
 * The order of each key's versions: the longest list that a transaction which took effect read shows which append made which
 * version.
 */
final class VersionOrders {
    private static final int NONE = Integer.MAX_VALUE;

    private final CompactHistory history;
    private final LiveTransactions live;
    private final int[] bases;
    private final int[] writers;
    private final int[] positions;
    private final int[] firstAborted;
    private final int[] firstGarbage;
    private final int[] firstDuplicate;

    VersionOrders(CompactHistory history, LiveTransactions live) {
        this.history = history;
        this.live = live;
        int keys = history.keyCount();
        this.bases = new int[keys + 1];
        for (int key = 0; key < keys; key++) {
            bases[key + 1] = bases[key] + history.lists.length(key);
        }
        this.writers = new int[bases[keys]];
        this.positions = filled(history.operations.size(), -1);
        this.firstAborted = filled(keys, NONE);
        this.firstGarbage = filled(keys, NONE);
        this.firstDuplicate = filled(keys, NONE);
        for (int key = 0; key < keys; key++) {
            for (int i = 0; i < length(key); i++) {
                place(key, i);
            }
        }
    }

    private void place(int key, int position) {
        int append = history.operations.findAppend(key, history.lists.element(key, position));
        writers[bases[key] + position] = append;
        if (append < 0) {
            firstGarbage[key] = Math.min(firstGarbage[key], position);
        } else if (positions[append] >= 0) {
            firstDuplicate[key] = Math.min(firstDuplicate[key], position);
            history.lists.distrustFrom(key, position);
        } else {
            positions[append] = position;
            if (!live.contains(history.operations.transaction(append))) {
                firstAborted[key] = Math.min(firstAborted[key], position);
            }
        }
    }

    private static int[] filled(int size, int element) {
        int[] array = new int[size];
        Arrays.fill(array, element);
        return array;
    }

    int length(int key) {
        return bases[key + 1] - bases[key];
    }

    /** The append of the element at a position, -1 if the history has none. */
    int append(int key, int position) {
        return writers[bases[key] + position];
    }

    /** Where the element of an append is in its key's longest list, -1 if it is not. */
    int position(int append) {
        return positions[append];
    }

    /** A number for the version with that many elements, which no other version of any key has. */
    int versionNumber(int key, int length) {
        return bases[key] + key + length;
    }

    /** Whether the longest list shows the order of all its elements. */
    boolean certain(int key) {
        return history.lists.trusted(key) == length(key);
    }

    boolean prefixHasAborted(int key, int length) {
        return firstAborted[key] < length;
    }

    boolean prefixHasGarbage(int key, int length) {
        return firstGarbage[key] < length;
    }

    boolean prefixHasDuplicate(int key, int length) {
        return firstDuplicate[key] < length;
    }

    /** The first append from a position on whose transaction took effect, as far as the order is certain; otherwise -1. */
    int nextLive(int key, int position) {
        for (int i = position; i < history.lists.trusted(key); i++) {
            if (isLive(append(key, i))) {
                return append(key, i);
            }
        }
        return -1;
    }

    /** The last append before a position whose transaction took effect; -1 if there is none. */
    int previousLive(int key, int position) {
        for (int i = position - 1; i >= 0; i--) {
            if (isLive(append(key, i))) {
                return append(key, i);
            }
        }
        return -1;
    }

    private boolean isLive(int append) {
        return append >= 0 && live.contains(history.operations.transaction(append));
    }
}
