package io.tidbclient.check;

import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.JobInterest;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.testing.ManualTimer;
import io.tidbclient.time.NanoClock;
import org.awaitility.Awaitility;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The check's handlers together, many connections at once, on a server and a time that the test holds. */
final class FakeServerCheck implements AutoCloseable {
    private static final ServerAddress TARGET = new ServerAddress("127.0.0.1", 4000);
    /** How long a check watches unless a test says otherwise. */
    static final Duration WATCH = Duration.ofSeconds(60);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final RetrySettings RETRY = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(2));

    private final FakeServer server = new FakeServer();
    private final ManualTimer timer = new ManualTimer();
    private final ManualTicker ticker = new ManualTicker();
    private final RecordedEvents events = new RecordedEvents();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FailureClassifier failures = new FailureClassifier();
    private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();
    private final ResilientCalls resilientCalls = ResilientCalls.of(
            RETRY,
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3),
            thrown -> failures.classify(thrown).kind().retryable(),
            thrown -> failures.classify(thrown).kind().meansHostDown(),
            pauses,
            NanoClock.SYSTEM);
    private List<String> databases = List.of();
    private int poolSize = 1;
    private Duration watch = WATCH;
    private boolean jobsRequired;
    private Optional<RuntimeException> mistake = Optional.empty();

    FakeServer server() {
        return server;
    }

    ManualTimer timer() {
        return timer;
    }

    ManualTicker ticker() {
        return ticker;
    }

    RecordedEvents events() {
        return events;
    }

    /** The databases that each connection verifies; none unless this is called. */
    void databases(String... names) {
        databases = List.of(names);
    }

    /** The connections in each pool; without a pool, 1. */
    void poolSize(int size) {
        poolSize = size;
    }

    void watch(Duration limit) {
        watch = limit;
    }

    /** A server that lists no jobs fails the check. */
    void requireJobs() {
        jobsRequired = true;
    }

    /** The settings of every connection are wrong. */
    void mistake(RuntimeException thrown) {
        mistake = Optional.of(thrown);
    }

    Run<CheckSnapshot> start(int connections) {
        return start(connections, connections);
    }

    Run<CheckSnapshot> start(int connections, int parallel) {
        Workflow workflow = CheckWorkflow.of(TIMEOUTS, RETRY, databases.size(), watch, poolSize);
        BlockingWork blocking = new BlockingWork(threads);
        ServerProbe probe = new ServerProbe();
        List<StateHandler> handlers = List.of(
                new InitialHandler(),
                new ParsingConfigHandler(),
                new ConnectingHandler(server, blocking, failures),
                new TestingConnectionHandler(probe, timer::nanoTime),
                new VerifyingDatabaseHandler(probe),
                new GettingVersionHandler(probe),
                new CheckingImportJobsHandler(probe),
                new ShowingImportJobDetailsHandler(ticker, timer, failures));
        CheckRun shared = new CheckRun(
                this::settings,
                new CheckRun.WatchLimits(
                        watch, Duration.ofSeconds(2), JobInterest.ACTIVE, WatchGoal.ALL_ENDED, jobsRequired),
                resilientCalls,
                timer::nanoTime,
                Duration.ZERO,
                poolSize);
        List<Participant> participants = IntStream.range(0, connections)
                .mapToObj(i -> new Participant("c" + (i + 1), context -> shared.prepare(context, i)))
                .toList();
        RunPlan plan = new RunPlan(workflow, participants, parallel, false, Optional.empty());
        return new Coordinator(new StateMachine.Environment(
                        Handlers.covering(workflow, handlers), failures::classify, timer.clock(), timer, blocking))
                .prepare(
                        plan,
                        new CheckFold(IntStream.rangeClosed(1, connections)
                                .mapToObj(i -> "c" + i)
                                .collect(Collectors.toMap(name -> name, name -> TARGET))))
                .observe(update -> events.add(update.event()))
                .start();
    }

    private ConnectionSettings settings(int number) {
        mistake.ifPresent(thrown -> {
            throw thrown;
        });
        return new ConnectionSettings(
                "c" + (number + 1),
                TARGET,
                "root",
                Secret.EMPTY,
                databases,
                TlsSettings.of(SslMode.DISABLED),
                TIMEOUTS);
    }

    RunResult<CheckSnapshot> finish(Run<CheckSnapshot> run) {
        return run.result().await().atMost(PATIENCE);
    }

    /** Until all have come to the watch, its first poll is done and its end is on the timer. */
    void awaitWatching(int connections) {
        await(() -> events.all().stream()
                                .filter(event -> event instanceof RunEvent.Transitioned moved
                                        && moved.to().equals(CheckStates.SHOWING_IMPORT_JOB_DETAILS))
                                .count()
                        == connections
                && events.rounds() == 1
                && ticker.listeners() == 1
                && endIsOnTheTimer(watch));
    }

    /** Lets the time of the watch pass, once its end is on the timer. */
    void passWatch() {
        passWatch(watch);
    }

    /** Lets what is left of the time of the watch pass, once its end is on the timer. */
    void passWatch(Duration left) {
        await(() -> endIsOnTheTimer(left));
        timer.advance(left);
    }

    private boolean endIsOnTheTimer(Duration left) {
        return timer.pendingMillis().contains(left.toMillis());
    }

    void nextRound(int number) {
        tickUntil(() -> events.rounds() >= number);
    }

    /** A tick that comes before the last poll has quite ended is lost, so one tick may not be enough. */
    void tickUntil(BooleanSupplier condition) {
        await(() -> {
            if (!condition.getAsBoolean()) {
                ticker.tick();
            }
            return condition.getAsBoolean();
        });
    }

    boolean over() {
        return ticker.listeners() == 0;
    }

    void assertNothingIsLeft(int opened) {
        assertThat(server.openedSessions()).isEqualTo(opened);
        assertThat(server.openSessions()).isZero();
        // A cancelled machine reports that it has ended when what it owns is closed; its ticker hears of the end
        // meanwhile.
        await(() -> ticker.listeners() == 0);
        assertThat(timer.waiting()).isZero();
    }

    void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .pollDelay(Duration.ZERO)
                .until(condition);
    }

    @Override
    public void close() {
        pauses.shutdownNow();
        threads.shutdownNow();
    }

    /** Until the latch is open or the thread is interrupted. */
    static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
