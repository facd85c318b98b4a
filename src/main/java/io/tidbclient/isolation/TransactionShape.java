package io.tidbclient.isolation;

/**
 * What generated transactions look like.
 *
 * @param keys the number of lists that are in use at any time, 1 to {@value #MOST_KEYS}
 * @param mostOperations the largest number of operations in a transaction, 1 to {@value #MOST_OPERATIONS}; each number from 1 on
 *     is equally frequent
 * @param appendsPerKey the number of appends after which a list is replaced by an empty one, 1 to {@value #MOST_APPENDS}: it keeps
 *     lists, and so the cost of reading one, short
 * @param readShare the fraction of operations that read, more than 0 and less than 1
 * @param seed the random seed: the same shape generates the same transactions
 */
public record TransactionShape(int keys, int mostOperations, int appendsPerKey, double readShare, long seed) {
    /** More rows than this would have to be inserted before the first transaction. */
    public static final int MOST_KEYS = 100_000;

    public static final int MOST_OPERATIONS = 100;

    /** The elements of a list of this length take less than the 64 KiB of a column of type TEXT. */
    public static final int MOST_APPENDS = 10_000;

    public TransactionShape {
        require(keys, MOST_KEYS, "keys");
        require(mostOperations, MOST_OPERATIONS, "operations");
        require(appendsPerKey, MOST_APPENDS, "appends per key");
        if (!(readShare > 0 && readShare < 1)) {
            throw new IllegalArgumentException("the fraction of reads is more than 0 and less than 1: " + readShare);
        }
    }

    private static void require(int value, int most, String what) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + ": 1 to " + most + ", not " + value);
        }
    }
}
