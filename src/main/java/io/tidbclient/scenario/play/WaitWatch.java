package io.tidbclient.scenario.play;

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

/** Looks, at the right times, whether the steps under way wait, and remembers for whom. The director's thread's. */
final class WaitWatch {
    /** A step that may wait is looked at these times after its beginning; then looks stay apart so. */
    private static final List<Duration> FIRST_LOOKS =
            List.of(Duration.ofMillis(4), Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50));

    /** A step that nobody expects to wait is looked at when it has taken this long. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** A wait that was not expected, or is for somebody else, must be seen for this long: short ones are everywhere. */
    private static final Duration STUBBORN = Duration.ofMillis(300);

    /** Where no view shows the wait, a step that has not ended for this long is taken for one that waits. */
    private static final Duration BOUNDED_WAIT = Duration.ofSeconds(1);

    private final Floor floor;
    private final Judge judge;
    private final LockObserver observer;
    private final Clock clock;
    private final Consumer<ScenarioFinding> report;
    private Instant notBefore = Instant.MIN;

    WaitWatch(Floor floor, Judge judge, LockObserver observer, Clock clock, Consumer<ScenarioFinding> report) {
        this.floor = floor;
        this.judge = judge;
        this.observer = observer;
        this.clock = clock;
        this.report = report;
    }

    /** How long from now until a look is due, or a step's time is up; a second when nothing is under way. */
    Duration untilNextLook() {
        Instant now = clock.instant();
        Duration soonest = Duration.ofSeconds(1);
        for (Ongoing step : floor.underWay()) {
            Duration until = Duration.between(now, due(step));
            soonest = until.compareTo(soonest) < 0 ? until : soonest;
        }
        return soonest.isNegative() ? Duration.ZERO : soonest;
    }

    private Instant due(Ongoing step) {
        if (step.waits().isPresent()) {
            return step.deadline().plusMillis(1);
        }
        Instant wanted = judge.mayWait(step) && step.looks < FIRST_LOOKS.size()
                ? step.released.plus(FIRST_LOOKS.get(step.looks))
                : step.released.plus(PATIENCE).plus(BETWEEN_LOOKS.multipliedBy(step.looks));
        return wanted.isBefore(notBefore) ? notBefore : wanted;
    }

    /** Looks at those that are due; the first that waits and must not. */
    Optional<Difference> look() {
        Instant now = clock.instant();
        List<Ongoing> due = floor.underWay().stream()
                .filter(step -> step.waits().isEmpty() && !now.isBefore(due(step)))
                .toList();
        if (due.isEmpty()) {
            return Optional.empty();
        }
        Look look = observe();
        Instant then = clock.instant();
        notBefore = look.next();
        Map<Long, Wait> waits = new HashMap<>();
        look.waits().forEach(wait -> waits.merge(wait.waiter(), wait, (a, b) -> a.certain() ? a : b));
        Optional<Difference> wrong = Optional.empty();
        for (Ongoing step : due) {
            if (!step.released.isBefore(look.at())) {
                // Somebody else looked before it began: for this step it was none.
                continue;
            }
            step.looks++;
            Optional<Wait> wait = Optional.ofNullable(waits.get(floor.connection(step)));
            Optional<Difference> difference = wait.flatMap(seen -> seen(step, seen, then));
            if (wait.isEmpty()) {
                notSeen(step, then);
            }
            wrong = wrong.or(() -> difference);
        }
        return wrong;
    }

    private Look observe() {
        Set<Long> changingSchema = floor.underWay().stream()
                .filter(step -> step.cue.step().action() instanceof Action.Run run
                        && run.sql().changesSchema())
                .map(floor::connection)
                .collect(Collectors.toSet());
        try {
            return observer.look(floor.connectionIds(), changingSchema);
        } catch (FailureException e) {
            report.accept(new ScenarioFinding.Noted(
                    "the locks could not be looked at: " + e.failure().sentence()));
            Instant now = clock.instant();
            return new Look(List.of(), Set.of(), now, now);
        }
    }

    private Optional<Difference> seen(Ongoing step, Wait wait, Instant now) {
        Duration since = step.seenWaiting(now);
        ScenarioFinding.Waits waits =
                new ScenarioFinding.Waits(step.cue, floor.names(wait.holders()), wait.certain(), wait.seenIn(), now);
        if (judge.accepts(step, waits)) {
            waiting(step, waits);
        } else if (since.compareTo(STUBBORN) >= 0) {
            Optional<Difference> wrong = judge.stubborn(step, waits);
            waiting(step, waits);
            return wrong;
        }
        return Optional.empty();
    }

    private void notSeen(Ongoing step, Instant now) {
        step.notSeenWaiting();
        if (judge.mayWait(step) && Duration.between(step.released, now).compareTo(BOUNDED_WAIT) >= 0) {
            String how = "no end within " + Verifier.shown(BOUNDED_WAIT);
            waiting(step, new ScenarioFinding.Waits(step.cue, Set.of(), false, how, now));
        }
    }

    private void waiting(Ongoing step, ScenarioFinding.Waits waits) {
        step.waits(waits);
        report.accept(waits);
    }
}
