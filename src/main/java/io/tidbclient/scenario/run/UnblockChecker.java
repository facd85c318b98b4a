package io.tidbclient.scenario.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares {@code unblocks}: the sessions that a step names wait when it begins, and continue because of it. Confined to
 * the controller's thread.
 */
final class UnblockChecker {
    private final List<RunningStep> unblockers = new ArrayList<>();

    /** What is wrong with beginning a step while these wait, by session. */
    Optional<ExpectationFailure> begun(RunningStep step, Map<String, RunningStep> waiting) {
        step.sawWaiting(waiting);
        if (!step.unblocks().isEmpty()) {
            unblockers.add(step);
        }
        return step.unblocks().stream()
                .filter(session -> !step.sawWaiting(session))
                .sorted()
                .findFirst()
                .map(session -> failure(step, session, session + " was not waiting when the step began"));
    }

    /** What is wrong with how a step ended: as one that was to be unblocked, and as one that unblocks. */
    Optional<ExpectationFailure> ended(RunningStep step) {
        return unblockers.stream()
                .filter(unblocker -> unblocker.unblocked().contains(step))
                .findFirst()
                .flatMap(unblocker -> endedByItself(unblocker, step))
                .or(() -> step.unblocked().stream()
                        .flatMap(unblocked -> tooEarly(step, unblocked).stream())
                        .findFirst());
    }

    private static Optional<ExpectationFailure> endedByItself(RunningStep unblocker, RunningStep unblocked) {
        String session = unblocked.invocation.session();
        return unblocked
                .result()
                .filter(result -> OwnTimeout.ended(unblocked.invocation.step(), result))
                .map(result -> failure(
                        unblocker,
                        session,
                        session + " ended " + unblocked.invocation.label() + " by a time limit of its own: "
                                + result.shown()));
    }

    /** A step that itself waits unblocks no session before it continues. */
    private static Optional<ExpectationFailure> tooEarly(RunningStep step, RunningStep unblocked) {
        boolean waitedOn = unblocked.result().isPresent()
                && step.lastSeenWaiting().isPresent()
                && step.lastSeenWaiting().getAsLong() - unblocked.ended() > 0;
        String session = unblocked.invocation.session();
        return waitedOn
                ? Optional.of(failure(step, session, session + " continued while the step still waited"))
                : Optional.empty();
    }

    private static ExpectationFailure failure(RunningStep step, String session, String got) {
        return ExpectationFailure.at(step.invocation, "that it unblocks " + session, got);
    }
}
