package io.tidbclient.serve.probe;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckSnapshot;
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
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.monitor.TargetMonitor;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetView.Condition;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;

class ProbeTest {
    private static final Step WORK = new Step("Work");
    private static final Workflow WORKFLOW =
            Workflow.named("test").step(WORK, Duration.ofMinutes(1)).build();

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StatusBoard board = new StatusBoard(Instant.EPOCH);
    private final CompletableFuture<Next> work = new CompletableFuture<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final TargetMonitor monitor = new TargetMonitor("prod", this::run, board, timer.clock());
    private final Probe probe =
            new Probe(name -> name.equals("prod") ? Optional.of(monitor) : Optional.empty(), timer::nanoTime);

    ProbeTest() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
    }

    /** Mutiny's own start is not for two threads at once. */
    @BeforeAll
    static void startMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void target_that_is_up() {
        work.complete(Next.proceed("done"));

        Answer answer = ask("prod", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers()).containsEntry("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body()).contains("\nprobe_success 1\n").doesNotContain("probe_failure_info");
        assertThat(board.latest().target("prod").orElseThrow().condition()).isEqualTo(Condition.UP);
    }

    @Test
    void target_that_is_down_is_answered_with_200_and_the_kind_of_failure() {
        work.completeExceptionally(new IllegalStateException("refused"));

        Answer answer = ask("prod", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\nprobe_success 0\n", "\nprobe_failure_info{kind=\"connection_refused\"} 1\n");
    }

    @Test
    void target_is_required() {
        assertThat(probe.answer(new Request(Probe.PATH, Map.of(), Map.of(), "")).status())
                .isEqualTo(400);
        assertThat(ask("", "").status()).isEqualTo(400);
        assertThat(runs).hasValue(0);
    }

    @Test
    void only_configured_targets_are_checked() {
        for (String other : List.of("test", "127.0.0.1:4000", "db.example.com", "PROD")) {
            Answer answer = ask(other, "");
            assertThat(answer.status()).as(other).isEqualTo(404);
            assertThat(answer.body()).doesNotContain(other);
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void timeout_that_is_no_positive_number_is_refused() {
        for (String header : List.of("0", "-1", "x", "NaN", "1e9", "0.0", " ")) {
            assertThat(ask("prod", header).status()).as(header).isEqualTo(400);
        }
        assertThat(runs).hasValue(0);
    }

    @Test
    void check_that_outlasts_the_scrape_is_a_failed_probe_and_continues() {
        Answer answer = ask("prod", "0.02");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("\nprobe_success 0\n", "\nprobe_failure_info{kind=\"probe_timed_out\"} 1\n");
        assertThat(board.latest().target("prod").orElseThrow().checking()).isPresent();

        // Before the check ends: afterwards it would be another one.
        var ending = monitor.check().subscribeAsCompletionStage();
        work.complete(Next.proceed("done"));
        assertThat(ending)
                .succeedsWithin(Duration.ofSeconds(20))
                .satisfies(record -> assertThat(record).isPresent());
        assertThat(runs).hasValue(1);
        assertThat(board.latest().target("prod").orElseThrow().checks()).isEqualTo(1);
    }

    @Test
    void probes_at_the_same_time_share_the_check_of_the_plan() throws Exception {
        var planned = monitor.check().subscribeAsCompletionStage();
        CountDownLatch asking = new CountDownLatch(3);
        List<CompletableFuture<Answer>> answers = java.util.stream.IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> {
                            asking.countDown();
                            return ask("prod", "20");
                        },
                        threads))
                .toList();
        assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();

        work.complete(Next.proceed("done"));

        for (CompletableFuture<Answer> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).contains("probe_success 1\n");
        }
        assertThat(planned.get(20, TimeUnit.SECONDS)).isPresent();
    }

    @Test
    void check_that_was_stopped_says_nothing_of_the_target() {
        monitor.stop(new StopCause.Interrupted(15));

        assertThat(ask("prod", "").status()).isEqualTo(503);
    }

    private Answer ask(String target, String timeout) {
        return probe.answer(new Request(Probe.PATH, Map.of(), Map.of("target", target), "", timeout));
    }

    private Run<CheckSnapshot> run() {
        runs.incrementAndGet();
        StateHandler handler = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return Uni.createFrom().completionStage(work);
            }
        };
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handler)),
                thrown -> Failure.of(FailureKind.CONNECTION_REFUSED, thrown.toString(), ""),
                timer.clock(),
                timer,
                new BlockingWork(threads));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(new Participant("c1", context -> {})), 1, false, Optional.empty());
        return new Coordinator(environment)
                .prepare(plan, new CheckFold(Map.of("c1", new ServerAddress("127.0.0.1", 4000))));
    }
}
