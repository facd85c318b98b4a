package io.tidbclient.connection;

/**
 * Counters of a connection pool.
 *
 * @param size the number of connections when it is full, at least 2
 * @param opened connections opened and logged in, including those of failed attempts to fill the pool
 * @param borrowed the number of times that a connection was borrowed
 * @param replaced connections opened in place of lost ones
 */
public record PoolStats(int size, long opened, long borrowed, long replaced) {
    public PoolStats {
        if (size < 2) {
            throw new IllegalArgumentException("a pool holds at least 2 connections");
        }
        if (opened < 0 || borrowed < 0 || replaced < 0 || replaced > opened) {
            throw new IllegalArgumentException(
                    "%d opened, %d borrowed, %d replaced cannot be".formatted(opened, borrowed, replaced));
        }
    }

    /** The sums of two pools of the same size. */
    public PoolStats plus(PoolStats other) {
        if (other.size != size) {
            throw new IllegalArgumentException("pools of " + size + " and of " + other.size + " do not add up");
        }
        return new PoolStats(
                size, sum(opened, other.opened), sum(borrowed, other.borrowed), sum(replaced, other.replaced));
    }

    /** Saturates: a report that was read may contain any number. */
    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
