package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;

import static io.tidbclient.engine.TwoStepRuns.PREPARE;
import static io.tidbclient.engine.TwoStepRuns.WORK;
import static io.tidbclient.engine.TwoStepRuns.WORKFLOW;
import static io.tidbclient.engine.TwoStepRuns.failure;
import static io.tidbclient.engine.TwoStepRuns.finish;
import static io.tidbclient.engine.TwoStepRuns.handler;
import static io.tidbclient.engine.TwoStepRuns.participants;
import static io.tidbclient.engine.TwoStepRuns.plan;
import static io.tidbclient.engine.TwoStepRuns.proceed;
import static org.assertj.core.api.Assertions.assertThat;

/** What stops a run before its connections are done, and that they are all stopped. */
class CoordinatorStopTest {
    private final TwoStepRuns runs = new TwoStepRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void fail_fast_stops_the_others_and_those_that_wait_for_their_turn() {
        RunPlan plan = new RunPlan(WORKFLOW, participants(5), 2, true, Optional.empty());
        RunResult<RunSnapshot> result = finish(runs.start(
                plan,
                context -> context.connection().equals("c2")
                        ? failure(FailureKind.ACCESS_DENIED)
                        : Uni.createFrom().nothing()));

        assertThat(result.last().count(TerminalState.FAILED)).isEqualTo(1);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(4);
        assertThat(result.last().stopping()).contains("c2 failed, and --fail-fast was given");
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.DENIED);
    }

    @Test
    void the_time_limit_ends_the_run_with_exit_code_5() {
        RunPlan plan = new RunPlan(WORKFLOW, participants(2), 2, false, Optional.of(Duration.ofSeconds(30)));
        Run<RunSnapshot> run = runs.start(plan, context -> Uni.createFrom().nothing());
        runs.awaitState("c2", WORK);

        runs.timer().advance(Duration.ofSeconds(30));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.last().count(TerminalState.CANCELLED)).isEqualTo(2);
        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT,
                        "gave up: the time limit of 30s was reached; 0 of 2 connections completed, 2 cancelled"));
    }

    @Test
    void a_run_that_ends_within_its_time_limit_leaves_no_timer() {
        RunPlan plan = new RunPlan(WORKFLOW, participants(2), 2, false, Optional.of(Duration.ofSeconds(30)));

        finish(runs.start(plan, context -> proceed()));

        assertThat(runs.timer().waiting()).isZero();
    }

    @Test
    void lost_output_ends_the_run_as_a_failure_and_is_named_as_the_cause() {
        Run<RunSnapshot> run = runs.start(2, 2, context -> Uni.createFrom().nothing());
        runs.awaitState("c2", WORK);

        run.stop(new StopCause.OutputLost("Broken pipe"));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.stopped()).contains(new StopCause.OutputLost("Broken pipe"));
        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED,
                        "standard output is not complete (Broken pipe); 0 of 2 connections completed, 2 cancelled"));
    }

    @Test
    void an_interrupt_ends_the_run_with_the_signals_exit_code() {
        Run<RunSnapshot> run = runs.start(2, 2, context -> Uni.createFrom().nothing());
        runs.awaitState("c2", WORK);

        run.stop(new StopCause.Interrupted(15));

        RunResult<RunSnapshot> result = finish(run);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.TERMINATED);
        assertThat(result.last().stopping()).contains("interrupted");
    }

    @Test
    void a_handler_that_throws_when_it_is_left_does_not_keep_the_others_from_being_cancelled() {
        StateHandler throwing = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                return Uni.createFrom().nothing();
            }

            @Override
            public void exit(StateContext context) {
                throw new IllegalStateException("stuck door");
            }
        };
        Run<RunSnapshot> run = runs.coordinator(handler(PREPARE, c -> proceed()), throwing)
                .prepare(plan(3, 3))
                .observe(runs::record)
                .start();
        runs.awaitState("c3", WORK);

        run.stop(new StopCause.Interrupted(2));

        assertThat(finish(run).last().count(TerminalState.CANCELLED)).isEqualTo(3);
    }
}
