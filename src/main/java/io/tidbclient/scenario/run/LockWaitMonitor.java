package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.scenario.Action;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Polls the server for lock waits of running steps and records them. Confined to the controller's thread. */
final class LockWaitMonitor {
    /** A step that may wait is polled for after these delays, then at the poll interval. */
    private static final List<Duration> FIRST_POLLS =
            List.of(Duration.ofMillis(4), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50));

    /** A step that is not expected to wait is polled for once it has taken this long. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

    /** An unexpected wait counts once it has been observed for this long; short waits are common. */
    private static final Duration PERSISTENT = Duration.ofMillis(300);

    /** Where no view shows the wait, a step that has not ended for this long is taken for one that waits. */
    private static final Duration BOUNDED_WAIT = Duration.ofSeconds(1);

    private final ExecutionState execution;
    private final StepChecker checker;
    private final LockWaitReader reader;
    private final Clock clock;
    private final Consumer<ScenarioEvent> report;
    private Instant notBefore = Instant.MIN;

    LockWaitMonitor(
            ExecutionState execution,
            StepChecker checker,
            LockWaitReader reader,
            Clock clock,
            Consumer<ScenarioEvent> report) {
        this.execution = execution;
        this.checker = checker;
        this.reader = reader;
        this.clock = clock;
        this.report = report;
    }

    /** How long from now until a poll is due, or a step's time is up; a second when nothing is under way. */
    Duration untilNextPoll() {
        Instant now = clock.instant();
        Duration soonest = Duration.ofSeconds(1);
        for (RunningStep step : execution.underWay()) {
            Duration until = Duration.between(now, due(step));
            soonest = until.compareTo(soonest) < 0 ? until : soonest;
        }
        return soonest.isNegative() ? Duration.ZERO : soonest;
    }

    private Instant due(RunningStep step) {
        if (step.waits().isPresent()) {
            return step.deadline().plusMillis(1);
        }
        Instant wanted = checker.mayWait(step) && step.polls < FIRST_POLLS.size()
                ? step.released.plus(FIRST_POLLS.get(step.polls))
                : step.released.plus(PATIENCE).plus(POLL_INTERVAL.multipliedBy(step.polls));
        return wanted.isBefore(notBefore) ? notBefore : wanted;
    }

    /** Polls for the steps that are due; the first wait that violates an expectation. */
    Optional<ExpectationFailure> poll() {
        Instant now = clock.instant();
        List<RunningStep> due = execution.underWay().stream()
                .filter(step -> step.waits().isEmpty() && !now.isBefore(due(step)))
                .toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        LockWaitSnapshot snapshot = observe();
        Instant then = clock.instant();
        notBefore = snapshot.next();
        Map<Long, LockWait> lockWaits = new HashMap<>();
        snapshot.lockWaits()
                .forEach(lockWait -> lockWaits.merge(lockWait.waiter(), lockWait, (a, b) -> a.certain() ? a : b));
        Optional<ExpectationFailure> wrong = Optional.empty();
        for (RunningStep step : due) {
            if (!step.released.isBefore(snapshot.at())) {
                // Another scenario's poll, before this step began: it does not count for this step.
                continue;
            }
            step.polls++;
            Optional<LockWait> lockWait = Optional.ofNullable(lockWaits.get(execution.connection(step)));
            Optional<ExpectationFailure> expectationFailure = lockWait.flatMap(seen -> seen(step, seen, then));
            if (lockWait.isEmpty()) {
                notSeen(step, then);
            }
            wrong = wrong.or(() -> expectationFailure);
        }
        return wrong;
    }

    private LockWaitSnapshot observe() {
        Set<Long> changingSchema = execution.underWay().stream()
                .filter(step -> step.invocation.step().action() instanceof Action.Run run
                        && run.sql().changesSchema())
                .map(execution::connection)
                .collect(Collectors.toSet());
        try {
            return reader.snapshot(execution.connectionIds(), changingSchema);
        } catch (FailureException e) {
            report.accept(new ScenarioEvent.Noted(
                    "lock waits could not be read: " + e.failure().sentence()));
            Instant now = clock.instant();
            return new LockWaitSnapshot(List.of(), Set.of(), now, now);
        }
    }

    private Optional<ExpectationFailure> seen(RunningStep step, LockWait lockWait, Instant now) {
        Duration since = step.seenWaiting(now);
        ScenarioEvent.Waits waits = new ScenarioEvent.Waits(
                step.invocation, execution.names(lockWait.holders()), lockWait.certain(), lockWait.seenIn(), now);
        if (checker.accepts(step, waits)) {
            waiting(step, waits);
        } else if (since.compareTo(PERSISTENT) >= 0) {
            Optional<ExpectationFailure> wrong = checker.persistentWait(step, waits);
            waiting(step, waits);
            return wrong;
        }
        return Optional.empty();
    }

    private void notSeen(RunningStep step, Instant now) {
        step.notSeenWaiting();
        if (checker.mayWait(step) && Duration.between(step.released, now).compareTo(BOUNDED_WAIT) >= 0) {
            String how = "no end within " + Verifier.shown(BOUNDED_WAIT);
            waiting(step, new ScenarioEvent.Waits(step.invocation, Set.of(), false, how, now));
        }
    }

    private void waiting(RunningStep step, ScenarioEvent.Waits waits) {
        step.waits(waits);
        report.accept(waits);
    }
}
