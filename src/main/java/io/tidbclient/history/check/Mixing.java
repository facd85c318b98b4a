package io.tidbclient.history.check;

/** Hashes of longs for tables with open addressing. */
final class Mixing {
    private Mixing() {}

    /** Spreads all bits of a value over the result: the finalizer of MurmurHash3 (Austin Appleby). */
    static long mix(long value) {
        long mixed = (value ^ (value >>> 33)) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ (mixed >>> 33);
    }

    /** The first slot to try in a table whose size is a power of two. */
    static int slot(long value, int size) {
        return (int) mix(value) & (size - 1);
    }
}
