package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State.TerminalState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The connections of a run: how many at once, and what becomes of each. */
class CoordinatorTest {
    private final TwoStepRuns runs = new TwoStepRuns();

    @AfterEach
    void stop() {
        runs.close();
    }

    @Test
    void a_run_without_connections_is_refused() {
        assertThatThrownBy(() -> new RunPlan(WORKFLOW, List.of(), 1, false, Optional.empty()))
                .hasMessage("a run needs at least one connection");
    }

    @Test
    void one_connection_completes() {
        RunResult<RunSnapshot> result = finish(runs.start(1, 1, context -> proceed()));

        assertThat(result.verdict()).isEqualTo(new RunVerdict(Outcome.SUCCESS, "1 of 1 connection completed"));
        assertThat(result.last().over()).isTrue();
        assertThat(runs.events().getFirst()).isEqualTo(new RunEvent.Started());
        assertThat(runs.events())
                .contains(new RunEvent.Transitioned("c1", Optional.of(WORK), TerminalState.COMPLETED, "done"));
    }

    @Test
    void a_thousand_connections_complete_and_every_snapshot_is_newer_than_the_one_before() {
        RunResult<RunSnapshot> result = finish(runs.start(1_000, 1_000, context -> proceed()));

        assertThat(result.verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(1_000);
        assertThat(runs.snapshots()).extracting(RunSnapshot::at).isSorted();
        assertThat(runs.snapshots().getFirst().participants()).noneMatch(ParticipantView::ended);
        assertThat(runs.snapshots().getFirst().over()).isFalse();
    }

    @Test
    void as_many_machines_run_at_once_as_allowed_and_no_more() {
        CyclicBarrier four = new CyclicBarrier(4);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        RunResult<RunSnapshot> result = finish(runs.start(
                48,
                4,
                context -> runs.blocking().call(() -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    four.await(10, TimeUnit.SECONDS);
                    running.decrementAndGet();
                    return Next.proceed("done");
                })));

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(48);
        assertThat(most.get()).isEqualTo(4);
    }

    @Test
    void a_failure_stays_with_its_connection() {
        RunResult<RunSnapshot> result = finish(runs.start(
                3, 3, context -> context.connection().equals("c2") ? failure(FailureKind.TIMED_OUT) : proceed()));

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(2);
        assertThat(result.last().participants().get(1).failure().orElseThrow().kind())
                .isEqualTo(FailureKind.TIMED_OUT);
        assertThat(result.verdict())
                .isEqualTo(new RunVerdict(Outcome.FAILED, "2 of 3 connections completed, 1 failed"));
    }

    @Test
    void a_participant_goes_through_a_workflow_of_its_own() {
        Workflow brief =
                Workflow.named("short").step(WORK, Duration.ofSeconds(10)).build();
        Participant own = new Participant("c2", context -> {}, Optional.of(brief));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(participants(1).getFirst(), own), 2, false, Optional.empty());

        RunResult<RunSnapshot> result =
                finish(runs.coordinator(handler(PREPARE, c -> proceed()), handler(WORK, c -> proceed()))
                        .prepare(plan)
                        .observe(runs::record)
                        .start());

        assertThat(result.last().count(TerminalState.COMPLETED)).isEqualTo(2);
        assertThat(runs.events())
                .contains(new RunEvent.Transitioned("c2", Optional.empty(), WORK, "started"))
                .doesNotContain(new RunEvent.Transitioned("c2", Optional.empty(), PREPARE, "started"));
    }

    @Test
    void a_participant_is_prepared_before_it_starts() {
        StateContext.Key<String> task = new StateContext.Key<>("task", String.class);
        Participant prepared = new Participant("c1", context -> context.put(task, "count"));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(prepared), 1, false, Optional.empty());

        finish(runs.start(plan, context -> Uni.createFrom().item(Next.proceed(context.get(task)))));

        assertThat(runs.events())
                .contains(new RunEvent.Transitioned("c1", Optional.of(WORK), TerminalState.COMPLETED, "count"));
    }

    @Test
    void what_a_handler_reports_is_published_under_its_connection() {
        HandlerEvent found = new HandlerEvent() {};

        finish(runs.start(2, 2, context -> {
            if (context.connection().equals("c2")) {
                context.report(found);
            }
            return proceed();
        }));

        assertThat(runs.events()).contains(new RunEvent.Found("c2", found));
    }

    @Test
    void updates_complete_with_the_run() {
        Run<RunSnapshot> run = runs.coordinator(handler(PREPARE, c -> proceed()), handler(WORK, c -> proceed()))
                .prepare(plan(1, 1));
        AssertSubscriber<RunUpdate<RunSnapshot>> updates =
                run.updates().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));

        finish(run.start());

        updates.assertCompleted();
    }

    @Test
    void a_snapshot_has_the_participants_of_its_run_alone() {
        RunSnapshot last = finish(runs.start(1, 1, context -> proceed())).last();

        assertThat(last.participant("c1").name()).isEqualTo("c1");
        assertThatThrownBy(() -> last.participant("c2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the run has no connection c2");
    }

    @Test
    void different_failures_are_failed_and_like_ones_have_an_outcome_of_their_own() {
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.UNKNOWN_HOST))
                .isEqualTo(Outcome.UNREACHABLE);
        assertThat(outcomeOf(FailureKind.ACCESS_DENIED, FailureKind.UNKNOWN_DATABASE))
                .isEqualTo(Outcome.DENIED);
        assertThat(outcomeOf(FailureKind.MISCONFIGURED, FailureKind.MISCONFIGURED))
                .isEqualTo(Outcome.INVALID);
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.ACCESS_DENIED))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcomeOf(FailureKind.CONNECTION_REFUSED, FailureKind.DEFECT))
                .isEqualTo(Outcome.INTERNAL_ERROR);
        assertThat(outcomeOf(FailureKind.STATE_TIMED_OUT, FailureKind.CONNECTION_REFUSED))
                .isEqualTo(Outcome.UNREACHABLE);
        assertThat(outcomeOf(FailureKind.STATEMENT_REFUSED, FailureKind.UNCLASSIFIED))
                .isEqualTo(Outcome.FAILED);
    }

    private Outcome outcomeOf(FailureKind first, FailureKind second) {
        return finish(runs.start(2, 2, context -> failure(context.connection().equals("c1") ? first : second)))
                .verdict()
                .outcome();
    }
}
