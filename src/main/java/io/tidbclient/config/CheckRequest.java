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
 * @param interval between two polls of them, at least a second
 * @param parallel how many connections work at once, 1 to their number
 * @param failFast whether the first failure ends the run
 * @param timeout for the whole run, if it has one
 * @param retry how connecting and reading are retried
 * @param breaker when a host's circuit breaker opens and closes
 * @param poolSize the size of the pool that each connection is; 1 for no pool
 * @param warnCertExpiry how long before its expiry the check warns of a server's certificate; zero for never
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
        int poolSize,
        Duration warnCertExpiry) {
    /** How long before the expiry of a certificate the check warns, unless another time is given. */
    private static final Duration WARN_CERT_EXPIRY = Duration.ofDays(14);

    private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

    public CheckRequest {
        if (monitorDuration.isNegative()) {
            throw new IllegalArgumentException("the monitor duration must not be negative");
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
        if (poolSize < 1 || (long) poolSize * plan.size() > RunOptions.MOST_CONNECTIONS) {
            throw new IllegalArgumentException(plan.size() + " pools of " + poolSize + " connections cannot be opened");
        }
        if (warnCertExpiry.isNegative()) {
            throw new IllegalArgumentException("the time before a certificate's expiry must not be negative");
        }
    }

    /**
     * A check with the defaults of the command line, except that it does not watch import jobs: all connections at once, three
     * attempts each, no time limit for the whole.
     *
     * @param connections at least one, each with a name of its own
     */
    public static CheckRequest of(List<ConnectionSettings> connections) {
        ConnectionPlan plan = new ConnectionPlan(connections);
        return new CheckRequest(
                plan,
                Duration.ZERO,
                Duration.ofSeconds(2),
                plan.size(),
                false,
                Optional.empty(),
                RetrySettings.DEFAULT,
                BreakerSettings.DEFAULT,
                1,
                WARN_CERT_EXPIRY);
    }

    /**
     * The same with a watch of the import jobs.
     *
     * @param duration how long; zero for not at all
     * @param pollInterval between two polls, at least a second
     */
    public CheckRequest watchingFor(Duration duration, Duration pollInterval) {
        return new CheckRequest(
                plan, duration, pollInterval, parallel, failFast, timeout, retry, breaker, poolSize, warnCertExpiry);
    }

    /**
     * The same for other connections.
     *
     * @param other as many as before
     */
    public CheckRequest on(ConnectionPlan other) {
        return new CheckRequest(
                other,
                monitorDuration,
                interval,
                parallel,
                failFast,
                timeout,
                retry,
                breaker,
                poolSize,
                warnCertExpiry);
    }

    /** The same, ended by the first failure. */
    public CheckRequest failingFast() {
        return new CheckRequest(
                plan, monitorDuration, interval, parallel, true, timeout, retry, breaker, poolSize, warnCertExpiry);
    }

    /** The same with a time limit for the whole run, which must be positive. */
    public CheckRequest within(Duration limit) {
        return new CheckRequest(
                plan,
                monitorDuration,
                interval,
                parallel,
                failFast,
                Optional.of(limit),
                retry,
                breaker,
                poolSize,
                warnCertExpiry);
    }

    /** The same without a time limit for the whole run. */
    public CheckRequest withoutLimit() {
        return new CheckRequest(
                plan,
                monitorDuration,
                interval,
                parallel,
                failFast,
                Optional.empty(),
                retry,
                breaker,
                poolSize,
                warnCertExpiry);
    }

    /**
     * The same with another time for the warning of a certificate's expiry, which is 14 days otherwise. The warning changes no
     * outcome; {@code ServerCertificate.warns} of a connection's TLS in the snapshot has it.
     *
     * @param before how long before the expiry; zero for never
     */
    public CheckRequest warningBeforeExpiry(Duration before) {
        return new CheckRequest(
                plan, monitorDuration, interval, parallel, failFast, timeout, retry, breaker, poolSize, before);
    }

    /**
     * The check that these settings, which must want {@link CommandSettings#CHECK} or {@link CommandSettings#TARGET},
     * describe.
     *
     * @param passwords as {@link ConnectionPlan#from} asks it
     * @throws ConfigException for the first mistake
     */
    public static CheckRequest from(ResolvedSettings settings, Function<ResolvedSettings, Secret> passwords) {
        return from(settings, passwords, MistakeReporter.FIRST).orElseThrow();
    }

    /**
     * The same with every mistake reported.
     *
     * @param mistakes is given each mistake
     * @return empty after a mistake has been reported
     */
    public static Optional<CheckRequest> from(
            ResolvedSettings settings, Function<ResolvedSettings, Secret> passwords, MistakeReporter mistakes) {
        Optional<RetrySettings> retry = mistakes.attempt(Resilience.place(settings), () -> Resilience.retry(settings));
        Optional<BreakerSettings> breaker = mistakes.attempt(
                settings.origin(ResilienceOptions.BREAKER_FAILURES), () -> Resilience.breaker(settings));
        ConnectionPlanner planner = new ConnectionPlanner(settings, mistakes);
        // Checked before the password is asked for.
        Optional<Integer> poolSize = planner.size()
                .flatMap(connections ->
                        mistakes.attempt(settings.origin(RunOptions.POOL_SIZE), () -> poolSize(settings, connections)));
        Optional<ConnectionPlan> plan = planner.plan(passwords);
        if (retry.isEmpty() || breaker.isEmpty() || poolSize.isEmpty()) {
            return Optional.empty();
        }
        return plan.flatMap(connections -> mistakes.attempt(
                settings.origin(RunOptions.PARALLEL),
                () -> new CheckRequest(
                        connections,
                        monitorDuration(settings),
                        settings.get(ImportOptions.INTERVAL),
                        Math.min(settings.find(RunOptions.PARALLEL).orElse(connections.size()), connections.size()),
                        settings.isWanted(RunOptions.FAIL_FAST) && settings.get(RunOptions.FAIL_FAST),
                        settings.find(RunOptions.TIMEOUT),
                        retry.get(),
                        breaker.get(),
                        poolSize.get(),
                        settings.get(TlsOptions.WARN_CERT_EXPIRY))));
    }

    private static int poolSize(ResolvedSettings settings, long connections) {
        int poolSize = settings.get(RunOptions.POOL_SIZE);
        if (poolSize * connections > RunOptions.MOST_CONNECTIONS) {
            throw new ConfigException(
                    "%s: %d pools of %d connections are %d; a process opens at most %d. Give a smaller pool, or fewer connections with -n."
                            .formatted(
                                    settings.subject(RunOptions.POOL_SIZE),
                                    connections,
                                    poolSize,
                                    poolSize * connections,
                                    RunOptions.MOST_CONNECTIONS));
        }
        return poolSize;
    }

    /** A repeated check polls the import jobs again in its next run, so by default it does not watch them. */
    private static Duration monitorDuration(ResolvedSettings settings) {
        if (!settings.isWanted(ImportOptions.MONITOR_DURATION)) {
            return Duration.ZERO;
        }
        return Repetition.isRepeated(settings) && !settings.isGiven(ImportOptions.MONITOR_DURATION)
                ? Duration.ZERO
                : settings.get(ImportOptions.MONITOR_DURATION);
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
