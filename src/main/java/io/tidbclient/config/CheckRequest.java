package io.tidbclient.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A check, as it was asked for.
 *
 * @param plan the connections to check
 * @param monitorDuration how long import jobs are watched; zero for not at all
 * @param interval between two looks at them, at least a second
 * @param parallel how many connections work at once, 1 to their number
 * @param failFast whether the first failure ends the run
 * @param timeout for the whole run, if it has one
 * @param retry how connecting and reading are retried
 * @param breaker when a host is left alone
 * @param poolSize the size of the pool that each connection is; 1 for no pool
 */
public record CheckRequest(
        ConnectionPlan plan,
        Duration monitorDuration,
        Duration interval,
        int parallel,
        boolean failFast,
        Optional<Duration> timeout,
        RetrySettings retry,
        BreakerSettings breaker,
        int poolSize) {
    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    public CheckRequest {
        if (monitorDuration.isNegative()) {
            throw new IllegalArgumentException("import jobs cannot be watched for less than no time");
        }
        if (interval.compareTo(LEAST_INTERVAL) < 0) {
            throw new IllegalArgumentException("the interval must be at least a second");
        }
        if (parallel < 1 || parallel > plan.size()) {
            throw new IllegalArgumentException(parallel + " of " + plan.size() + " connections cannot work at once");
        }
        if (timeout.isPresent() && !timeout.get().isPositive()) {
            throw new IllegalArgumentException("the timeout must be longer than zero");
        }
        if (poolSize < 1 || (long) poolSize * plan.size() > Settings.MOST_CONNECTIONS) {
            throw new IllegalArgumentException(plan.size() + " pools of " + poolSize + " connections cannot be opened");
        }
    }

    /**
     * The check that these settings, which must want {@link Settings#CHECK}, describe.
     *
     * @param passwords as {@link ConnectionPlan#from} asks it
     * @throws ConfigException for the first mistake
     */
    public static CheckRequest from(ResolvedSettings settings, Function<ResolvedSettings, Secret> passwords) {
        RetrySettings retry = Resilience.retry(settings);
        BreakerSettings breaker = Resilience.breaker(settings);
        int poolSize = poolSize(settings);
        ConnectionPlan plan = ConnectionPlan.from(settings, passwords);
        return new CheckRequest(
                plan,
                monitorDuration(settings),
                settings.get(Settings.INTERVAL),
                Math.min(settings.find(Settings.PARALLEL).orElse(plan.size()), plan.size()),
                settings.get(Settings.FAIL_FAST),
                settings.find(Settings.TIMEOUT),
                retry,
                breaker,
                poolSize);
    }

    /** Checked before the password is asked for. */
    private static int poolSize(ResolvedSettings settings) {
        int poolSize = settings.get(Settings.POOL_SIZE);
        long connections =
                ConnectionPlan.from(settings, unasked -> Secret.EMPTY).size();
        if (poolSize * connections > Settings.MOST_CONNECTIONS) {
            throw new ConfigException(
                    "%s: %d pools of %d connections are %d; a process opens at most %d. Give a smaller pool, or fewer connections with -n."
                            .formatted(
                                    settings.subject(Settings.POOL_SIZE),
                                    connections,
                                    poolSize,
                                    poolSize * connections,
                                    Settings.MOST_CONNECTIONS));
        }
        return poolSize;
    }

    /** A check that is repeated comes back to the import jobs anyway, and is to end before it is due again. */
    private static Duration monitorDuration(ResolvedSettings settings) {
        boolean repeated = settings.isGiven(Settings.EVERY) || settings.isGiven(Settings.CRON);
        return repeated && !settings.isGiven(Settings.MONITOR_DURATION)
                ? Duration.ZERO
                : settings.get(Settings.MONITOR_DURATION);
    }

    /** {@link #from(ResolvedSettings, Function)} for a password that is already known. */
    public static CheckRequest from(ResolvedSettings settings, Secret password) {
        return from(settings, any -> password);
    }

    /** This process's connections, in the order of their numbers. */
    public List<ConnectionSettings> connections() {
        return plan.connections();
    }
}
