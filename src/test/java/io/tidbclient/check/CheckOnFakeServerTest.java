package io.tidbclient.check;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.Poll;
import io.tidbclient.resilience.ResilientCalls;
import io.tidbclient.testing.ManualTimer;
import io.tidbclient.time.NanoClock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The check's handlers together, many connections at once, on a server and a time that the test holds. */
class CheckOnFakeServerTest {
    private static final ServerAddress TARGET = new ServerAddress("127.0.0.1", 4000);
    private static final Duration WATCH = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));
    private static final RetrySettings RETRY = new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(2));

    private final FakeServer server = new FakeServer();
    private List<String> databases = List.of();
    private final ManualTimer timer = new ManualTimer();
    private final ManualTicker ticker = new ManualTicker();
    private int poolSize = 1;
    private Duration watch = WATCH;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final FailureClassifier failures = new FailureClassifier();
    private final ConcurrentLinkedQueue<RunEvent> events = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();
    private final ResilientCalls resilientCalls = ResilientCalls.of(
            RETRY,
            new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3),
            thrown -> failures.classify(thrown).kind().retryable(),
            thrown -> failures.classify(thrown).kind().meansHostDown(),
            pauses,
            NanoClock.SYSTEM);

    /** Mutiny's own start is not for two threads at once, as the coordinator's and the test's would be. */
    @BeforeAll
    static void startMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    @AfterEach
    void stopThreads() {
        pauses.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void a_poll_costs_one_statement_however_many_connections_watch() {
        server.jobs("running", "pending", "finished");
        Run<CheckSnapshot> run = start(20);
        awaitWatching(20);
        for (int round = 2; round <= 5; round++) {
            nextRound(round);
        }

        server.jobs("finished", "finished", "finished");
        tickUntil(this::over);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(server.count(FakeServer.JOBS))
                .as("one to count, one a round")
                .isEqualTo(1 + rounds());
        assertThat(server.count("SELECT 1"))
                .as("at the end each shows that it works")
                .isEqualTo(20);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("all import jobs have ended");
        assertNothingIsLeft(20);
    }

    @Test
    void each_database_is_verified_in_turn_and_the_grants_are_read_once() {
        databases = List.of("shop", "crm", "my db");

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.last().connections().getFirst().databases())
                .extracting(DatabaseAccess::database)
                .containsExactly("shop", "crm", "my db");
        assertThat(server.statements())
                .filteredOn(sql -> sql.startsWith("USE") || sql.startsWith("SHOW GRANTS"))
                .containsExactly("USE `shop`", "SHOW GRANTS", "USE `crm`", "USE `my db`");
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void the_first_database_that_is_denied_ends_the_connection_and_those_before_it_stay() {
        databases = List.of("shop", "crm", "stock");
        server.refuseDatabase("crm", FailureKind.NO_PRIVILEGE);

        RunResult<CheckSnapshot> result = finish(start(2));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(result.last().connections()).allSatisfy(view -> {
            assertThat(view.databases()).extracting(DatabaseAccess::database).containsExactly("shop");
            assertThat(view.failure().orElseThrow().kind()).isEqualTo(FailureKind.NO_PRIVILEGE);
            assertThat(view.failure().orElseThrow().sentence()).isEqualTo("database 'crm': no");
            assertThat(view.failure().orElseThrow().state()).isEqualTo("VerifyingDatabase");
        });
        assertThat(server.count("USE `stock`")).isZero();
    }

    @Test
    void each_database_has_time_of_its_own() {
        databases = List.of("shop", "crm", "stock");
        server.before("USE", () -> timer.advance(Duration.ofSeconds(150)));

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.last().connections().getFirst().databases()).hasSize(3);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void a_server_that_is_lost_between_two_databases_is_reached_again() {
        databases = List.of("shop", "crm");
        AtomicBoolean cut = new AtomicBoolean();
        server.before("SHOW GRANTS", () -> {
            if (cut.compareAndSet(false, true)) {
                server.cutAll();
            }
        });

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().databases()).hasSize(2);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
    }

    @Test
    void a_job_that_is_new_is_followed_from_the_next_poll_on() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(2);
        awaitWatching(2);

        server.jobs("running", "pending");
        nextRound(2);
        server.jobs("finished", "finished");
        tickUntil(this::over);

        finish(run);
        assertThat(polls().stream().filter(poll -> poll.appeared().contains(2L)))
                .hasSize(1)
                .allSatisfy(poll -> assertThat(poll.jobs())
                        .extracting(watched -> watched.job().id())
                        .containsExactly(1L, 2L));
        assertThat(polls().getLast().ended()).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void those_whose_turn_comes_when_the_watch_has_ended_are_checked_and_do_not_watch_again() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(4, 2);
        awaitWatching(2);

        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        assertThat(rounds()).isEqualTo(1);
        assertNothingIsLeft(4);
    }

    @Test
    void when_the_leader_fails_the_next_one_leads() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(5);
        awaitWatching(5);
        String leader = leader();

        server.refuse(leader, FailureKind.UNCLASSIFIED);
        tickUntil(() -> server.count(FakeServer.JOBS) >= 3);
        await(() -> rounds() >= 2 && ticker.listeners() == 1);
        server.jobs("failed");
        tickUntil(this::over);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.FAILED);
        List<String> senders = events.stream()
                .filter(RunEvent.MessageSent.class::isInstance)
                .map(event -> ((RunEvent.MessageSent) event).from())
                .toList();
        assertThat(senders).containsExactly(leader);
        assertNothingIsLeft(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void the_end_of_a_watch_stays_where_it_is_though_the_time_of_day_jumps(Duration jump) {
        server.jobs("running");
        Run<CheckSnapshot> run = start(2);
        awaitWatching(2);
        timer.advance(WATCH.dividedBy(2));

        timer.setTimeOfDay(jump);
        server.refuse(leader(), FailureKind.UNCLASSIFIED);
        tickUntil(() -> server.count(FakeServer.JOBS) >= 3);
        await(() -> rounds() >= 2 && ticker.listeners() == 1);
        nextRound(3);
        timer.advance(WATCH.dividedBy(2));

        assertThat(finish(run).last().jobs().getFirst().watchEnded()).contains("time is up");
        assertThat(over()).isTrue();
    }

    @Test
    void when_all_connections_were_cut_during_the_watch_all_are_opened_again_at_its_end() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(20);
        awaitWatching(20);

        server.cutAll();
        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(20);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
        assertThat(result.last().connections())
                .allSatisfy(view -> assertThat(view.reopened()).isEqualTo(1));
        assertNothingIsLeft(40);
    }

    @Test
    void a_server_that_goes_and_comes_back_is_reported_and_the_watch_continues() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);

        server.down(true);
        tickUntil(() -> failedAttempts() >= 2);
        server.down(false);
        nextRound(2);
        server.jobs("finished");
        tickUntil(this::over);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        assertNothingIsLeft(2);
    }

    @ParameterizedTest
    @CsvSource({
        "8175, STATEMENT_ABORTED, Your query has been cancelled due to exceeding the allowed memory limit",
        "8028, TRANSACTION_CONFLICT, Information schema is changed",
        "1105, UNCLASSIFIED, something new"
    })
    void polls_that_a_server_answers_with_an_error_are_missed_counted_and_repeated(
            int code, FailureKind kind, String said) {
        server.jobs("running");
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);

        server.jobsError(error(code, kind, said));
        tickUntil(() -> failedAttempts() >= 2);
        server.jobsError(Optional.empty());
        nextRound(2);
        int missed = (int) failedAttempts();
        server.jobs("finished");
        tickUntil(this::over);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().jobs().getFirst().missed()).isEqualTo(missed).isGreaterThanOrEqualTo(2);
        assertThat(missedPolls().get(1)).satisfies(second -> {
            assertThat(second.inARow()).isEqualTo(2);
            assertThat(second.failure().sentence()).isEqualTo("127.0.0.1:4000 did not list its import jobs: " + said);
            assertThat(second.failure().hint()).isEqualTo("The next poll repeats the statement.");
        });
        assertNothingIsLeft(1);
    }

    @Test
    void a_server_that_answers_with_errors_alone_is_waited_for_once_and_not_by_each_leader_again() {
        watch = Duration.ofHours(1);
        server.jobs("running");
        Run<CheckSnapshot> run = start(3);
        awaitWatching(3);

        server.jobsError(error(8175, FailureKind.STATEMENT_ABORTED, "too much memory"));
        tickUntil(() -> !missedPolls().isEmpty());
        timer.advance(Duration.ofMinutes(5));
        CompletableFuture<RunResult<CheckSnapshot>> ended = run.result().subscribeAsCompletionStage();
        tickUntil(ended::isDone);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        List<CheckEvent.PollMissed> missed = missedPolls();
        assertThat(missed)
                .extracting(CheckEvent.PollMissed::inAll)
                .as("counted on from leader to leader")
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, missed.size()).boxed().toList());
        assertThat(result.last().jobs().getFirst().missed()).isEqualTo(missed.size());
        assertNothingIsLeft(3);
    }

    @Test
    void a_poll_that_is_refused_for_good_ends_the_watch_at_once() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);

        server.jobsError(error(1227, FailureKind.NO_PRIVILEGE, "Access denied"));
        tickUntil(this::over);

        assertThat(finish(run).verdict().outcome()).isEqualTo(Outcome.DENIED);
        assertThat(failedAttempts()).isZero();
    }

    @Test
    void five_hundred_polls_leave_nothing_behind() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(3);
        awaitWatching(3);
        // The last to come sets the timer of the watch's end a moment after the first poll.
        nextRound(2);
        int timers = timer.waiting();

        for (int round = 3; round <= 500; round++) {
            nextRound(round);
        }

        assertThat(timer.waiting()).isEqualTo(timers);
        assertThat(ticker.listeners()).isEqualTo(1);
        assertThat(server.count("SELECT NOW(6)"))
                .as("the clock is asked once, in two zones")
                .isEqualTo(2);
        timer.advance(WATCH);
        assertThat(finish(run).verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(ticker.listeners()).isZero();
        assertThat(timer.waiting()).isZero();
    }

    @Test
    void time_that_is_up_lets_the_poll_finish_instead_of_cutting_its_connection() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        server.before(FakeServer.JOBS, () -> {
            asked.countDown();
            waitFor(mayAnswer);
        });
        tickUntil(() -> asked.getCount() == 0);

        timer.advance(WATCH);
        mayAnswer.countDown();

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(rounds()).isEqualTo(2);
        assertThat(result.last().jobs().getFirst().watchEnded()).contains("time is up");
        assertNothingIsLeft(1);
    }

    @Test
    void an_interrupt_in_the_middle_of_a_poll_closes_every_session() {
        server.jobs("running");
        Run<CheckSnapshot> run = start(4);
        awaitWatching(4);
        CountDownLatch asked = new CountDownLatch(1);
        server.before(FakeServer.JOBS, () -> {
            asked.countDown();
            waitFor(new CountDownLatch(1));
        });
        tickUntil(() -> asked.getCount() == 0);

        run.stop(new StopCause.Interrupted(2));

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(result.last().count(State.TerminalState.COMPLETED)).isEqualTo(4);
        assertNothingIsLeft(4);
    }

    @Test
    void a_session_that_is_opened_after_its_machine_was_cancelled_is_closed() throws InterruptedException {
        CountDownLatch opening = new CountDownLatch(1);
        CountDownLatch mayOpen = new CountDownLatch(1);
        server.before("open", () -> {
            opening.countDown();
            waitStubbornlyFor(mayOpen);
        });
        Run<CheckSnapshot> run = start(1);
        assertThat(opening.await(10, TimeUnit.SECONDS)).isTrue();
        run.stop(new StopCause.Interrupted(15));
        assertThat(finish(run).verdict().outcome()).isEqualTo(Outcome.TERMINATED);

        mayOpen.countDown();

        await(() -> server.openedSessions() == 1 && server.openSessions() == 0);
        assertThat(events).noneMatch(event -> event instanceof RunEvent.Found);
    }

    @Test
    void with_nothing_active_nothing_is_watched() {
        server.jobs("finished", "cancelled");

        RunResult<CheckSnapshot> result = finish(start(3));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reasonsOfTheEnd()).containsOnly("no import job is active");
        assertNothingIsLeft(3);
    }

    @Test
    void a_mariadb_is_said_to_be_one_and_is_not_asked_for_import_jobs() {
        server.version("10.11.6-MariaDB");

        RunResult<CheckSnapshot> result = finish(start(2));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(reasonsOfTheEnd()).containsOnly("MariaDB has no import jobs");
        assertThat(server.count(FakeServer.JOBS)).isZero();
    }

    @Test
    void a_server_that_is_down_is_tried_as_often_as_the_policy_says() {
        server.down(true);

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        assertThat(failedAttempts()).as("the last one is the failure itself").isEqualTo(2);
        assertThat(result.last()
                        .connections()
                        .getFirst()
                        .failure()
                        .orElseThrow()
                        .state())
                .isEqualTo("Connecting");
    }

    @Test
    void pools_are_filled_tested_lent_in_turn_and_closed() {
        server.jobs("running");
        poolSize = 3;
        Run<CheckSnapshot> run = start(2);
        awaitWatching(2);
        for (int round = 2; round <= 6; round++) {
            nextRound(round);
        }
        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(server.count("SELECT VERSION()"))
                .as("each connection of each pool is asked once")
                .isEqualTo(6);
        assertThat(server.count("SELECT NOW(6)"))
                .as("the clock is asked once on each connection of the leader's pool, in two zones")
                .isEqualTo(6);
        assertThat(server.count("SELECT 1")).as("at the end, too").isEqualTo(6);
        assertThat(result.last().connections()).allSatisfy(view -> {
            PoolStats pool = view.pool().orElseThrow();
            assertThat(pool.size()).isEqualTo(3);
            assertThat(pool.opened()).isEqualTo(3);
            assertThat(pool.replaced()).isZero();
            assertThat(view.reopened()).isZero();
        });
        // Three to test, one for the version, three at the end; the jobs are asked for by one of the two, as the
        // polls.
        assertThat(borrowed(result)).isEqualTo(2 * (3 + 1 + 3) + 1 + rounds());
        assertNothingIsLeft(6);
    }

    @Test
    void one_connection_of_a_pool_that_is_cut_during_the_watch_is_replaced_and_the_others_stay() {
        server.jobs("running");
        poolSize = 3;
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);

        server.cut(2);
        // Each poll borrows the next one, so one of three meets it.
        tickUntil(() -> failedAttempts() == 1);
        long before = rounds();
        tickUntil(() -> rounds() > before);
        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        assertThat(result.last().connections().getFirst().pool().orElseThrow().replaced())
                .isEqualTo(1);
        assertNothingIsLeft(4);
    }

    @Test
    void pool_of_a_server_that_goes_and_comes_back_is_whole_again_at_the_next_poll() {
        server.jobs("running");
        poolSize = 4;
        Run<CheckSnapshot> run = start(1);
        awaitWatching(1);

        server.down(true);
        tickUntil(() -> failedAttempts() >= 2);
        server.down(false);
        nextRound(2);
        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(4);
        assertNothingIsLeft(8);
    }

    @Test
    void pools_that_were_cut_during_the_watch_are_whole_again_at_its_end() {
        server.jobs("running");
        poolSize = 3;
        Run<CheckSnapshot> run = start(4);
        awaitWatching(4);

        server.cutAll();
        timer.advance(WATCH);

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().connections())
                .allSatisfy(view -> assertThat(view.reopened()).isEqualTo(3));
        assertNothingIsLeft(24);
    }

    @Test
    void pool_that_cannot_be_filled_keeps_nothing_between_the_tries_and_fails_as_the_server_said() {
        server.room(3);
        poolSize = 5;

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.UNREACHABLE);
        ConnectionView view = result.last().connections().getFirst();
        assertThat(view.failure().orElseThrow().kind()).isEqualTo(FailureKind.TOO_MANY_CONNECTIONS);
        assertThat(view.failure().orElseThrow().state()).isEqualTo("Connecting");
        assertThat(view.attempts()).isEqualTo(3);
        assertThat(view.pool()).contains(new PoolStats(5, 9, 0, 0));
        assertNothingIsLeft(9);
    }

    @Test
    void pool_is_not_half_tested_when_one_of_its_connections_was_cut_before() {
        server.jobs();
        poolSize = 3;
        AtomicBoolean first = new AtomicBoolean(true);
        server.before("SELECT VERSION()", () -> {
            if (first.getAndSet(false)) {
                server.cut(2);
            }
        });

        RunResult<CheckSnapshot> result = finish(start(1));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(failedAttempts()).isEqualTo(1);
        assertThat(result.last().connections().getFirst().reopened()).isEqualTo(1);
        assertThat(server.count("SELECT VERSION()"))
                .as("the first, the one that was cut, then all three")
                .isEqualTo(5);
        assertNothingIsLeft(4);
    }

    @Test
    void an_interrupt_while_a_pool_is_filled_closes_what_is_open() throws InterruptedException {
        poolSize = 3;
        CountDownLatch second = new CountDownLatch(1);
        AtomicInteger openings = new AtomicInteger();
        server.before("open", () -> {
            if (openings.incrementAndGet() == 2) {
                second.countDown();
                waitFor(new CountDownLatch(1));
            }
        });
        Run<CheckSnapshot> run = start(1);
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();

        run.stop(new StopCause.Interrupted(2));

        RunResult<CheckSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INTERRUPTED);
        await(() -> server.openSessions() == 0);
        assertThat(findings(CheckEvent.Opened.class)).isZero();
    }

    private long borrowed(RunResult<CheckSnapshot> result) {
        return result.last().connections().stream()
                .mapToLong(view -> view.pool().orElseThrow().borrowed())
                .sum();
    }

    private Run<CheckSnapshot> start(int connections) {
        return start(connections, connections);
    }

    private Run<CheckSnapshot> start(int connections, int parallel) {
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
                new CheckRun.WatchLimits(watch, Duration.ofSeconds(2)),
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
        return new ConnectionSettings(
                "c" + (number + 1),
                TARGET,
                "root",
                Secret.EMPTY,
                databases,
                TlsSettings.of(SslMode.DISABLED),
                TIMEOUTS);
    }

    private static RunResult<CheckSnapshot> finish(Run<CheckSnapshot> run) {
        return run.result().await().atMost(PATIENCE);
    }

    /** Until all have come to the watch and its first poll is done. */
    private void awaitWatching(int connections) {
        await(() -> events.stream()
                                .filter(event -> event instanceof RunEvent.Transitioned moved
                                        && moved.to().equals(CheckStates.SHOWING_IMPORT_JOB_DETAILS))
                                .count()
                        == connections
                && rounds() == 1
                && ticker.listeners() == 1);
    }

    private void nextRound(int number) {
        tickUntil(() -> rounds() >= number);
    }

    /** A tick that comes before the last poll has quite ended is lost, so one tick may not be enough. */
    private void tickUntil(BooleanSupplier condition) {
        await(() -> {
            if (!condition.getAsBoolean()) {
                ticker.tick();
            }
            return condition.getAsBoolean();
        });
    }

    private boolean over() {
        return ticker.listeners() == 0;
    }

    private void assertNothingIsLeft(int opened) {
        assertThat(server.openedSessions()).isEqualTo(opened);
        assertThat(server.openSessions()).isZero();
        // A cancelled machine reports that it has ended when what it owns is closed; its ticker hears of the end
        // meanwhile.
        await(() -> ticker.listeners() == 0);
        assertThat(timer.waiting()).isZero();
    }

    private String leader() {
        return events.stream()
                .filter(event ->
                        event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched)
                .map(event -> ((RunEvent.Found) event).connection())
                .findFirst()
                .orElseThrow();
    }

    private List<Poll> polls() {
        return events.stream()
                .filter(event ->
                        event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.JobsWatched)
                .map(event -> ((CheckEvent.JobsWatched) ((RunEvent.Found) event).event()).poll())
                .toList();
    }

    private long rounds() {
        return findings(CheckEvent.JobsWatched.class);
    }

    private List<CheckEvent.PollMissed> missedPolls() {
        return events.stream()
                .filter(event ->
                        event instanceof RunEvent.Found found && found.event() instanceof CheckEvent.PollMissed)
                .map(event -> (CheckEvent.PollMissed) ((RunEvent.Found) event).event())
                .toList();
    }

    private long failedAttempts() {
        return findings(CheckEvent.PollMissed.class) + findings(CheckEvent.AttemptFailed.class);
    }

    private static Optional<Failure> error(int code, FailureKind kind, String said) {
        return Optional.of(new Failure(kind, code, "", "HY000", "", "", "db: " + said, "the hint", said));
    }

    private long findings(Class<? extends CheckEvent> type) {
        return events.stream()
                .filter(event -> event instanceof RunEvent.Found found && type.isInstance(found.event()))
                .count();
    }

    private List<String> reasonsOfTheEnd() {
        return events.stream()
                .filter(event -> event instanceof RunEvent.Transitioned moved
                        && moved.to().equals(State.TerminalState.COMPLETED))
                .map(event -> ((RunEvent.Transitioned) event).reason())
                .toList();
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .pollDelay(Duration.ZERO)
                .until(condition);
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As a name lookup does, which no interrupt ends. */
    private static void waitStubbornlyFor(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
