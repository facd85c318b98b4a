package io.tidbclient.config;

import java.time.Duration;

/** When something that repeats is due. */
public sealed interface Plan {
    /**
     * At a fixed interval.
     *
     * @param interval at least a second, from one start to the next
     */
    record Every(Duration interval) implements Plan {
        /** The scheduler's grain. */
        public static final Duration SHORTEST = Duration.ofSeconds(1);

        public Every {
            if (interval.compareTo(SHORTEST) < 0) {
                throw new IllegalArgumentException("an interval of " + interval + " is shorter than a second");
            }
        }
    }

    /**
     * By a cron expression in this machine's time zone.
     *
     * @param expression of six or seven fields, seconds first, validated by {@link CronExpressions}
     */
    record Cron(String expression) implements Plan {}
}
