package io.tidbclient.sandbox.fault;

/**
 * A fault and how often it strikes.
 *
 * @param fault what goes wrong
 * @param times how many connections, or statements, it strikes; 1 or more
 */
public record FaultRule(Fault fault, int times) {
    /** Without a limit. */
    private static final int ALWAYS = Integer.MAX_VALUE;

    public FaultRule {
        if (times < 1) {
            throw new IllegalArgumentException("a fault strikes at least once");
        }
    }

    /** At every connection, or statement. */
    public static FaultRule always(Fault fault) {
        return new FaultRule(fault, ALWAYS);
    }

    /** At the first ones, so that trying again succeeds. */
    public static FaultRule first(int times, Fault fault) {
        return new FaultRule(fault, times);
    }

    boolean isEndless() {
        return times == ALWAYS;
    }
}
