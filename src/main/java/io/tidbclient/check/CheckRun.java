package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.ConnectionPlan;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the connections of one check share. */
public final class CheckRun {
    private final IntFunction<ConnectionSettings> settings;
    private final WatchLimits limits;
    private final ResilientCalls resilientCalls;
    private final NanoClock nanoClock;
    private final ExpiryWarnings expiryWarnings;
    private final int poolSize;
    private final Map<ServerAddress, SingleFlight<JobsAnswer>> jobs = new ConcurrentHashMap<>();
    private final Map<ServerAddress, ServerWatch> watches = new ConcurrentHashMap<>();

    /**
     * How the import jobs are followed.
     *
     * @param duration for how long; zero for not at all
     * @param interval between two polls, at least a second
     * @param interest which of them
     * @param goal when enough was seen
     * @param required whether a server that lists none is a failure, and not just an answer
     * @param mostEnded how many that have ended are kept, those that ended last; of earlier ones only their number is
     */
    public record WatchLimits(
            Duration duration,
            Duration interval,
            JobInterest interest,
            WatchGoal goal,
            boolean required,
            int mostEnded) {
        /** Not at all. */
        public static final WatchLimits NONE = new WatchLimits(Duration.ZERO, Duration.ofSeconds(1));

        /** Those of a check. */
        public static WatchLimits of(CheckRequest request) {
            return new WatchLimits(request.monitorDuration(), request.interval());
        }

        /** All that are active, until all have ended. */
        public WatchLimits(Duration duration, Duration interval) {
            this(duration, interval, JobInterest.ACTIVE, WatchGoal.ALL_ENDED, false);
        }

        /** How long a server may answer polls with errors alone: where one poll is asked for, a person waits for it. */
        Duration longestSilence() {
            return goal.equals(WatchGoal.ONE_POLL) ? Duration.ofSeconds(10) : Duration.ofMinutes(5);
        }

        /** All that have ended are kept. */
        public WatchLimits(
                Duration duration, Duration interval, JobInterest interest, WatchGoal goal, boolean required) {
            this(duration, interval, interest, goal, required, Integer.MAX_VALUE);
        }
    }

    /** {@link #CheckRun(IntFunction, WatchLimits, ResilientCalls, NanoClock, Duration, int)} without warnings and pools. */
    public CheckRun(
            IntFunction<ConnectionSettings> settings,
            WatchLimits limits,
            ResilientCalls resilientCalls,
            NanoClock nanoClock) {
        this(settings, limits, resilientCalls, nanoClock, Duration.ZERO, 1);
    }

    /**
     * @param settings of the connection with this number, from 0; throws {@code ConfigException} for a mistake
     * @param limits how the import jobs are followed
     * @param resilientCalls connects and reads under the run's policies
     * @param nanoClock times the watch
     * @param warnCertExpiry how long before its expiry the check warns of a server's certificate; zero for never
     * @param poolSize the size of each connection's pool; 1 for a single session
     */
    public CheckRun(
            IntFunction<ConnectionSettings> settings,
            WatchLimits limits,
            ResilientCalls resilientCalls,
            NanoClock nanoClock,
            Duration warnCertExpiry,
            int poolSize) {
        this.settings = settings;
        this.limits = limits;
        this.resilientCalls = resilientCalls;
        this.nanoClock = nanoClock;
        this.expiryWarnings = new ExpiryWarnings(warnCertExpiry);
        this.poolSize = poolSize;
    }

    /**
     * Calls that are repeated when the failure's kind says so, and held back from a host that is down.
     *
     * @param failures classifies what is thrown
     * @param timer runs the attempts that follow a delay
     * @param nanoClock times the breakers
     */
    public static ResilientCalls resilientCalls(
            RetrySettings retry,
            BreakerSettings breaker,
            FailureClassifier failures,
            ScheduledExecutorService timer,
            NanoClock nanoClock) {
        return ResilientCalls.of(
                retry,
                breaker,
                thrown -> failures.classify(thrown).kind().retryableRead(),
                thrown -> failures.classify(thrown).kind().meansHostDown(),
                timer,
                nanoClock);
    }

    /** {@link #resilientCalls} that are repeated until a server is up: a name or a database that is unknown may exist soon. */
    public static ResilientCalls untilUp(
            RetrySettings retry, FailureClassifier failures, ScheduledExecutorService timer, NanoClock nanoClock) {
        return ResilientCalls.of(
                retry,
                BreakerSettings.NEVER_OPEN,
                thrown -> {
                    FailureKind kind = failures.classify(thrown).kind();
                    return kind.mayComeUp() || kind == FailureKind.UNKNOWN_DATABASE;
                },
                thrown -> false,
                timer,
                nanoClock);
    }

    /** The participants of this run, one for each connection of the plan, in their order. */
    public List<RunPlan.Participant> participants(ConnectionPlan plan) {
        return IntStream.range(0, plan.size())
                .mapToObj(number -> new RunPlan.Participant(
                        plan.connections().get(number).name(), context -> prepare(context, number)))
                .toList();
    }

    /** Puts what the first handlers need into the context of the machine of connection {@code number}, from 0. */
    public void prepare(StateContext context, int number) {
        context.put(CheckKeys.RUN, this);
        context.put(CheckKeys.NUMBER, number);
    }

    ConnectionSettings settings(int number) {
        return settings.apply(number);
    }

    NanoClock nanoClock() {
        return nanoClock;
    }

    int poolSize() {
        return poolSize;
    }

    WatchLimits limits() {
        return limits;
    }

    ResilientCalls resilientCalls() {
        return resilientCalls;
    }

    ExpiryWarnings expiryWarnings() {
        return expiryWarnings;
    }

    /** Ends the watch of this server for all who share it: no leader is left. */
    public void endWatch(ServerAddress server, String why) {
        watchOf(server).end(why);
    }

    /** Waits until the watch of this server has begun, with its first poll; false when it ended without one. */
    public Uni<Boolean> watchBegin(ServerAddress server) {
        return watchOf(server).begun();
    }

    /** Why the watch of this server ended; waits for it. */
    public Uni<String> watchEnd(ServerAddress server) {
        return watchOf(server).over();
    }

    SingleFlight<JobsAnswer> jobsOf(ServerAddress server) {
        return jobs.computeIfAbsent(server, target -> new SingleFlight<>(CheckRun::timedOut));
    }

    private static boolean timedOut(Throwable thrown) {
        return thrown instanceof FailureException failed && failed.failure().kind() == FailureKind.TIMED_OUT;
    }

    /** The watch of this server; its time runs from the first call. */
    ServerWatch watchOf(ServerAddress server) {
        return watches.computeIfAbsent(
                server,
                target -> new ServerWatch(
                        nanoClock.nanos() + limits.duration().toNanos(),
                        limits,
                        new MissedPolls(target, limits.longestSilence(), nanoClock)));
    }
}
