package io.tidbclient.scenario;

import java.time.Duration;

/**
 * What disturbs the clients of a workload on purpose, as fractions of the transactions, each 0 to 1.
 *
 * @param kill whose session another connection ends by KILL at a random point. TiDB v8.5.4 terminates when the session holds locks
 *     (observed)
 * @param cut whose connection the client closes at a random point
 * @param pause whose client pauses before a random statement
 * @param pauseTime for how long it pauses; zero when none does
 */
public record FaultRates(double kill, double cut, double pause, Duration pauseTime) {
    /** Nothing disturbs them. */
    public static final FaultRates NONE = new FaultRates(0, 0, 0, Duration.ZERO);

    public FaultRates {
        if (!(isFraction(kill) && isFraction(cut) && isFraction(pause) && kill + cut <= 1)) {
            throw new IllegalArgumentException(
                    "faults are fractions of the transactions, and kill and cut together, too");
        }
        if (pause > 0 && !pauseTime.isPositive()) {
            throw new IllegalArgumentException("a pause takes time");
        }
    }

    private static boolean isFraction(double value) {
        return value >= 0 && value <= 1;
    }
}
