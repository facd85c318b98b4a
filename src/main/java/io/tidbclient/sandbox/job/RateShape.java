package io.tidbclient.sandbox.job;

/** How a job's rows come in over time. */
public enum RateShape {
    /** At one rate. */
    STEADY {
        @Override
        double done(double time) {
            return time;
        }
    },
    /** Slower and slower. */
    SLOWING {
        @Override
        double done(double time) {
            return 1 - (1 - time) * (1 - time);
        }
    },
    /** At one rate to 60 % at half of the time, and then nothing until the end. */
    STALLING {
        @Override
        double done(double time) {
            return time < 1 ? Math.min(0.6, 1.2 * time) : 1;
        }
    };

    /**
     * How much is done.
     *
     * @param time of the job's time, 0 to 1
     * @return of all rows, 0 to 1, never less than for an earlier time
     */
    abstract double done(double time);
}
