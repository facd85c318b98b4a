package io.tidbclient.sandbox.fault;

/** Checks of what is sent in place of packets. */
final class Garbage {
    private static final int LONGEST = 1 << 20;

    private Garbage() {}

    static void check(String bytes) {
        if (bytes.length() > LONGEST || bytes.chars().anyMatch(c -> c > 0xff)) {
            throw new IllegalArgumentException("garbage is at most a million characters up to U+00FF, one for a byte");
        }
    }

    static void checkOffset(int afterBytes) {
        if (afterBytes < 0) {
            throw new IllegalArgumentException("the bytes that still come are not negative");
        }
    }
}
