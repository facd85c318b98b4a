package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.serve.status.CheckRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView;
import io.tidbclient.serve.status.TargetView.Condition;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;

class TargetMonitorTest {
    private static final Step WORK = new Step("Work");
    private static final Workflow WORKFLOW =
            Workflow.named("test").step(WORK, Duration.ofMinutes(1)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StatusBoard board = new StatusBoard(Instant.EPOCH);
    private final Queue<CompletableFuture<Next>> work = new ArrayDeque<>();
    private final TargetMonitor monitor = new TargetMonitor("prod", this::run, board, timer.clock());
    private int runs;

    /** Mutiny's own start is not for two threads at once. */
    @BeforeAll
    static void startMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    @BeforeEach
    void configure() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_check_that_cannot_begin_takes_the_target_down_and_the_next_one_is_tried() {
        Queue<Boolean> readable = new ArrayDeque<>(List.of(false, true));
        TargetMonitor other = new TargetMonitor(
                "prod",
                () -> {
                    if (!readable.remove()) {
                        throw new ConfigException("--ssl-ca: 'ca.pem' does not exist; check the path.");
                    }
                    return run();
                },
                board,
                timer.clock());

        assertThat(other.check().await().atMost(PATIENCE)).isEmpty();

        TargetView down = board.latest().target("prod").orElseThrow();
        assertThat(down.condition()).isEqualTo(Condition.DOWN);
        assertThat(down.checking()).isEmpty();
        assertThat(down.lastRecord().flatMap(CheckRecord::failure).map(Failure::sentence))
                .contains("--ssl-ca: 'ca.pem' does not exist; check the path.");

        work.add(CompletableFuture.completedFuture(Next.proceed("done")));
        assertThat(other.check().await().atMost(PATIENCE)).isPresent();
        assertThat(board.latest().target("prod").orElseThrow().condition()).isEqualTo(Condition.UP);
    }

    @Test
    void check_that_ends_is_on_the_board() {
        work.add(CompletableFuture.completedFuture(Next.proceed("done")));

        assertThat(await(start())).isPresent();

        assertThat(target().condition()).isEqualTo(Condition.UP);
        assertThat(target().checks()).isEqualTo(1);
    }

    @Test
    void checks_that_are_asked_for_at_the_same_time_are_one() {
        CompletableFuture<Next> answer = new CompletableFuture<>();
        work.add(answer);
        CompletionStage<Optional<RunResult<CheckSnapshot>>> first = start();
        CompletionStage<Optional<RunResult<CheckSnapshot>>> second = start();
        assertThat(target().checking()).isPresent();

        answer.complete(Next.proceed("done"));

        assertThat(await(first)).isEqualTo(await(second)).isPresent();
        assertThat(runs).isEqualTo(1);
        assertThat(target().checks()).isEqualTo(1);
    }

    @Test
    void next_check_begins_anew() {
        work.add(CompletableFuture.completedFuture(Next.proceed("done")));
        work.add(CompletableFuture.failedFuture(new IllegalStateException("no")));

        await(start());
        await(start());

        assertThat(runs).isEqualTo(2);
        assertThat(target().condition()).isEqualTo(Condition.DOWN);
    }

    @Test
    void stop_cuts_the_check_in_progress_and_begins_no_other() {
        work.add(new CompletableFuture<>());
        CompletionStage<Optional<RunResult<CheckSnapshot>>> cut = start();

        monitor.stop(new StopCause.Interrupted(15));

        assertThat(await(cut)).isEmpty();
        assertThat(await(start())).isEmpty();
        assertThat(runs).isEqualTo(1);
        assertThat(target().condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(target().checking()).isEmpty();
    }

    private CompletionStage<Optional<RunResult<CheckSnapshot>>> start() {
        return monitor.check().subscribeAsCompletionStage();
    }

    private TargetView target() {
        return board.latest().target("prod").orElseThrow();
    }

    private static <T> T await(CompletionStage<T> end) {
        return Uni.createFrom().completionStage(end).await().atMost(PATIENCE);
    }

    private Run<CheckSnapshot> run() {
        runs++;
        StateHandler handler = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return Uni.createFrom().completionStage(work.remove());
            }
        };
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handler)),
                thrown -> Failure.of(FailureKind.DEFECT, thrown.toString(), ""),
                timer.clock(),
                timer,
                new BlockingWork(threads));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(new Participant("c1", context -> {})), 1, false, Optional.empty());
        return new Coordinator(environment)
                .prepare(plan, new CheckFold(Map.of("c1", new ServerAddress("127.0.0.1", 4000))));
    }
}
