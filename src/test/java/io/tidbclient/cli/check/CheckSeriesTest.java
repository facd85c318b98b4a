package io.tidbclient.cli.check;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.check.CheckFold;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.config.Plan;
import io.tidbclient.config.Repetition;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.output.SeriesRenderer;
import io.tidbclient.testing.ManualTimer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

class CheckSeriesTest {
    private static final Step WORK = new Step("Work");
    private static final Workflow WORKFLOW =
            Workflow.named("test").step(WORK, Duration.ofMinutes(1)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Printed printed = new Printed();
    /** What the one state of each run does, run after run. */
    private final Queue<Supplier<Uni<Next>>> work = new ArrayDeque<>();

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
    void ends_after_its_number_of_runs_with_the_worst_of_them() {
        CheckSeries series = series(OptionalInt.of(3), false);
        work.addAll(List.of(CheckSeriesTest::success, CheckSeriesTest::refused, CheckSeriesTest::success));

        for (int run = 0; run < 3; run++) {
            await(series.next());
        }

        await(series.end());
        assertThat(printed.runs).containsExactly(1, 2, 3);
        assertThat(series.verdict(0)).isEqualTo(new RunVerdict(Outcome.UNREACHABLE, "3 runs, 1 failed"));
    }

    @Test
    void the_last_run_decides_where_that_is_asked_for() {
        CheckSeries series = series(OptionalInt.of(2), true);
        work.addAll(List.of(CheckSeriesTest::refused, CheckSeriesTest::success));

        await(series.next());
        await(series.next());

        assertThat(series.verdict(2))
                .isEqualTo(new RunVerdict(
                        Outcome.SUCCESS, "2 runs, 1 failed, 2 skipped because a run was still in progress"));
    }

    @Test
    void no_run_starts_after_the_end() {
        CheckSeries series = series(OptionalInt.of(1), false);
        work.add(CheckSeriesTest::success);
        await(series.next());

        await(series.next());

        assertThat(printed.runs).containsExactly(1);
    }

    @Test
    void a_signal_between_two_runs_ends_it_at_once() {
        CheckSeries series = series(OptionalInt.empty(), false);
        work.add(CheckSeriesTest::success);
        await(series.next());

        series.stop(new StopCause.Interrupted(15));

        await(series.end());
        assertThat(series.verdict(0))
                .isEqualTo(new RunVerdict(Outcome.TERMINATED, "interrupted; 1 run, all succeeded"));
    }

    @Test
    void a_run_that_is_cut_short_is_not_counted() {
        CheckSeries series = series(OptionalInt.empty(), false);
        work.addAll(List.of(CheckSeriesTest::success, CheckSeriesTest::never));
        await(series.next());
        var second = series.next().subscribeAsCompletionStage();

        series.stop(new StopCause.OutOfTime(Duration.ofSeconds(5)));

        await(series.end());
        assertThat(second).succeedsWithin(PATIENCE);
        assertThat(printed.runs).containsExactly(1);
        assertThat(series.verdict(0)).isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 run, all succeeded"));
    }

    @Test
    void time_that_ends_before_the_first_run_does_is_no_success() {
        CheckSeries series = series(OptionalInt.empty(), false);
        work.add(CheckSeriesTest::never);
        var first = series.next().subscribeAsCompletionStage();

        series.stop(new StopCause.OutOfTime(Duration.ofSeconds(5)));

        await(series.end());
        assertThat(first).succeedsWithin(PATIENCE);
        assertThat(series.verdict(0))
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT, "gave up: the time limit of 5s was reached; no run has ended"));
    }

    @Test
    void lost_output_ends_one_that_was_to_continue() {
        CheckSeries series = series(OptionalInt.empty(), false);
        work.add(CheckSeriesTest::success);
        await(series.next());

        series.stop(new StopCause.OutputLost("Broken pipe"));

        await(series.end());
        assertThat(series.endedByLoss()).isTrue();
        assertThat(series.verdict(0))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED, "standard output is not complete (Broken pipe); 1 run, all succeeded"));
    }

    @Test
    void output_that_is_lost_with_the_last_run_ends_nothing_early() {
        CheckSeries series = series(OptionalInt.of(1), false);
        work.add(CheckSeriesTest::success);
        await(series.next());

        series.stop(new StopCause.OutputLost("Broken pipe"));

        assertThat(series.endedByLoss()).isFalse();
        assertThat(series.verdict(0)).isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 run, all succeeded"));
    }

    @Test
    void an_interrupted_one_has_not_lost_its_output() {
        CheckSeries series = series(OptionalInt.empty(), false);

        series.stop(new StopCause.Interrupted(2));

        assertThat(series.endedByLoss()).isFalse();
    }

    @Test
    void an_internal_error_ends_it() {
        CheckSeries series = series(OptionalInt.of(5), false);
        work.add(() -> Uni.createFrom().nullItem());

        await(series.next());

        await(series.end());
        assertThat(series.verdict(0).outcome()).isEqualTo(Outcome.INTERNAL_ERROR);
    }

    private CheckSeries series(OptionalInt count, boolean last) {
        StateHandler handler = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return work.remove().get();
            }
        };
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handler)),
                CheckSeriesTest::failureOf,
                timer.clock(),
                timer,
                new BlockingWork(threads));
        Participant participant = new Participant("c1", context -> {});
        RunPlan plan = new RunPlan(WORKFLOW, List.of(participant), 1, false, Optional.empty());
        return new CheckSeries(
                new Repetition(new Plan.Every(Duration.ofSeconds(1)), count, last),
                () -> new Coordinator(environment)
                        .prepare(plan, new CheckFold(Map.of("c1", new ServerAddress("127.0.0.1", 4000)))),
                printed::run);
    }

    private static Failure failureOf(Throwable thrown) {
        return thrown instanceof FailureException known
                ? known.failure()
                : Failure.of(FailureKind.DEFECT, thrown.toString(), "");
    }

    private static Uni<Next> success() {
        return Uni.createFrom().item(Next.proceed("done"));
    }

    private static Uni<Next> refused() {
        return Uni.createFrom()
                .failure(
                        new FailureException(Failure.of(FailureKind.CONNECTION_REFUSED, "Nothing listens.", ""), null));
    }

    private static Uni<Next> never() {
        return Uni.createFrom().nothing();
    }

    private static void await(Uni<Void> end) {
        end.await().atMost(PATIENCE);
    }

    /** The numbers of the runs that were printed. */
    private static final class Printed implements SeriesRenderer {
        private final List<Integer> runs = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void run(int number, RunResult<CheckSnapshot> result) {
            runs.add(number);
        }

        @Override
        public void finished(RunSeries series, int skipped, RunVerdict verdict) {
            throw new AssertionError("the series prints runs alone");
        }
    }
}
