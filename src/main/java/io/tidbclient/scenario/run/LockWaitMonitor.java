package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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

    /** Where a wait may be missing in the views, a step that has not ended for this long is taken for one that waits. */
    private static final Duration BOUNDED_WAIT = Duration.ofSeconds(1);

    /** A waiting step is polled for again this long after another step has ended: a server needs time to wake it. */
    static final Duration WAKE_UP = Duration.ofMillis(50);

    private final ExecutionState execution;
    private final StepChecker checker;
    private final LockWaitReader reader;
    private final TimeSource time;
    private final Consumer<ScenarioEvent> report;
    private long notBefore;

    LockWaitMonitor(
            ExecutionState execution,
            StepChecker checker,
            LockWaitReader reader,
            TimeSource time,
            Consumer<ScenarioEvent> report) {
        this.execution = execution;
        this.checker = checker;
        this.reader = reader;
        this.time = time;
        this.notBefore = time.nanos();
        this.report = report;
    }

    /** How long from now until a poll is due, or a step's time is up; a second when nothing is under way. */
    Duration untilNextPoll() {
        long now = time.nanos();
        long soonest = Duration.ofSeconds(1).toNanos();
        for (RunningStep step : execution.underWay()) {
            soonest = Math.min(soonest, due(step) - now);
        }
        return Duration.ofNanos(Math.max(0, soonest));
    }

    private long due(RunningStep step) {
        if (execution.isInDoubt(step)) {
            long woken = execution.lastEnd().orElseThrow() + WAKE_UP.toNanos();
            return later(notBefore, later(woken, step.polledAgain() + POLL_INTERVAL.toNanos()));
        }
        if (step.waits().isPresent()) {
            return step.deadline() + Duration.ofMillis(1).toNanos();
        }
        Duration delay = checker.mayWait(step) && step.polls < FIRST_POLLS.size()
                ? FIRST_POLLS.get(step.polls)
                : PATIENCE.plus(POLL_INTERVAL.multipliedBy(step.polls));
        return later(notBefore, step.releasedNanos + delay.toNanos());
    }

    private static long later(long one, long other) {
        return one - other < 0 ? other : one;
    }

    /** Polls for the steps that are due; the first wait that violates an expectation. */
    Optional<ExpectationFailure> poll() {
        long now = time.nanos();
        List<RunningStep> due = execution.underWay().stream()
                .filter(step -> step.waits().isEmpty() || execution.isInDoubt(step))
                .filter(step -> now - due(step) >= 0)
                .toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        LockWaitSnapshot snapshot = observe();
        long then = time.nanos();
        notBefore = snapshot.next();
        Map<Long, LockWait> lockWaits = new HashMap<>();
        snapshot.lockWaits()
                .forEach(lockWait -> lockWaits.merge(lockWait.waiter(), lockWait, (a, b) -> a.certain() ? a : b));
        Optional<ExpectationFailure> wrong = Optional.empty();
        for (RunningStep step : due) {
            if (step.releasedNanos - snapshot.at() >= 0) {
                // Another scenario's poll, before this step began: it does not count for this step.
                continue;
            }
            Optional<LockWait> lockWait = Optional.ofNullable(lockWaits.get(execution.connection(step)));
            if (step.waits().isPresent()) {
                lookAgain(step, lockWait, snapshot, then);
                continue;
            }
            step.polls++;
            Optional<ExpectationFailure> expectationFailure =
                    lockWait.flatMap(seen -> seen(step, seen, snapshot.at(), then));
            if (lockWait.isEmpty()) {
                notSeen(step, snapshot, then);
            }
            wrong = wrong.or(() -> expectationFailure);
        }
        return wrong;
    }

    private LockWaitQuery query() {
        Set<Long> changingSchema = new HashSet<>();
        Map<Long, String> userLocks = new HashMap<>();
        for (RunningStep step : execution.underWay()) {
            if (step.invocation.step().action() instanceof Action.Run run) {
                long connection = execution.connection(step);
                if (run.statements().stream().anyMatch(SqlText::changesSchema)) {
                    changingSchema.add(connection);
                }
                run.statements().stream()
                        .filter(SqlText::takesUserLock)
                        .findFirst()
                        .ifPresent(sql -> userLocks.put(connection, sql.userLock(step.values)));
            }
        }
        return new LockWaitQuery(execution.connectionIds(), changingSchema, userLocks);
    }

    private LockWaitSnapshot observe() {
        try {
            return reader.snapshot(query());
        } catch (FailureException e) {
            report.accept(new ScenarioEvent.Noted(
                    "lock waits could not be read: " + e.failure().sentence()));
            long now = time.nanos();
            return new LockWaitSnapshot(List.of(), Set.of(), execution.connectionIds(), now, now);
        }
    }

    /** Whether a step still waits after another one has ended; where that cannot be seen, its not ending shows it. */
    private void lookAgain(RunningStep step, Optional<LockWait> lockWait, LockWaitSnapshot snapshot, long now) {
        long ended = execution.lastEnd().orElseThrow();
        step.polledAgain(now);
        if (lockWait.filter(seen -> !seen.mayBeOver()).isPresent()) {
            if (snapshot.at() - ended >= WAKE_UP.toNanos()) {
                step.seenStillWaiting(snapshot.at());
            }
        } else if ((lockWait.isPresent() || snapshot.unseen().contains(execution.connection(step)))
                && now - ended >= BOUNDED_WAIT.toNanos()) {
            step.takenForWaiting(now);
        }
    }

    private Optional<ExpectationFailure> seen(RunningStep step, LockWait lockWait, long at, long now) {
        Duration since = step.seenWaiting(now);
        ScenarioEvent.Waits waits = new ScenarioEvent.Waits(
                step.invocation,
                execution.names(lockWait.holders()),
                lockWait.certain(),
                lockWait.seenIn(),
                time.instant());
        switch (checker.assess(step, waits, since)) {
            case ACCEPTED -> waiting(step, waits, at, now);
            case POSSIBLE -> step.mayWaitFor(waits, at);
            case DOUBTFUL -> step.doesNotWaitAsExpected();
            case REFUSED -> {
                step.doesNotWaitAsExpected();
                if (since.compareTo(PERSISTENT) >= 0) {
                    Optional<ExpectationFailure> wrong = checker.persistentWait(step, waits);
                    waiting(step, waits, at, now);
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }

    private void notSeen(RunningStep step, LockWaitSnapshot snapshot, long now) {
        step.notSeenWaiting();
        if (checker.mayWait(step)
                && snapshot.unseen().contains(execution.connection(step))
                && now - step.releasedNanos >= BOUNDED_WAIT.toNanos()) {
            waiting(step, ScenarioEvent.Waits.guessed(step.invocation, BOUNDED_WAIT, time.instant()), now, now);
        }
    }

    private void waiting(RunningStep step, ScenarioEvent.Waits waits, long at, long now) {
        step.waits(waits, at, now);
        report.accept(waits);
    }
}
