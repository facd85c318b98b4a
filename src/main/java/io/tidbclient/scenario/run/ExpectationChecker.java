package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Checks the script order: each step against the script's expectations. */
final class ExpectationChecker implements StepChecker {
    /** Embedded storage of TiDB names a holder after a second; MariaDB, when no other client keeps its view stale. */
    private static final Duration NAMED_WITHIN = Duration.ofSeconds(2);

    private final ExecutionState execution;
    private final ServerVersion server;
    private final Consumer<ScenarioEvent> report;
    private final UnblockChecker unblocks = new UnblockChecker();

    ExpectationChecker(ExecutionState execution, ServerVersion server, Consumer<ScenarioEvent> report) {
        this.execution = execution;
        this.server = server;
        this.report = report;
    }

    @Override
    public List<Expectation> expectations(Step step) {
        return step.expectedOn(server);
    }

    @Override
    public boolean mayWait(RunningStep step) {
        return step.expectedToWaitFor().isPresent();
    }

    @Override
    public Assessment assess(RunningStep step, ScenarioEvent.Waits waits, Duration since) {
        if (!mayWait(step)) {
            return Assessment.REFUSED;
        }
        Set<String> by = step.expectedToWaitFor().orElseThrow();
        if (by.isEmpty()) {
            return Assessment.ACCEPTED;
        }
        boolean equal = waits.by().equals(by);
        if (waits.certain()) {
            return equal ? Assessment.ACCEPTED : Assessment.REFUSED;
        }
        if (equal && by.size() == 1) {
            return Assessment.ACCEPTED;
        }
        boolean possible = waits.by().isEmpty() || waits.by().containsAll(by);
        boolean mayBeNamed =
                waits.how().equals(LockWait.TRANSACTIONS) || waits.how().equals(InnodbStatus.VIEW);
        if (mayBeNamed && since.compareTo(namedWithin(step)) < 0) {
            return possible ? Assessment.POSSIBLE : Assessment.DOUBTFUL;
        }
        return possible ? Assessment.ACCEPTED : Assessment.REFUSED;
    }

    private static Duration namedWithin(RunningStep step) {
        Duration half = step.invocation.limit().dividedBy(2);
        return half.compareTo(NAMED_WITHIN) < 0 ? half : NAMED_WITHIN;
    }

    @Override
    public Optional<ExpectationFailure> persistentWait(RunningStep step, ScenarioEvent.Waits waits) {
        return mayWait(step) || !othersAreAtWork()
                ? Optional.of(ExpectationFailure.at(
                        step.invocation,
                        step.wanted(execution.values()),
                        "it waits for " + waits.forWhom() + hint(step, waits)))
                : Optional.empty();
    }

    /** For a wait that the script does not expect. */
    private String hint(RunningStep step, ScenarioEvent.Waits waits) {
        return mayWait(step)
                ? ""
                : "; if it is to wait, expect that with 'blocks: " + (waits.by().size() == 1 ? waits.names() : "true")
                        + "'";
    }

    /** Whether others are under way that may end the wait by themselves. */
    private boolean othersAreAtWork() {
        return execution.underWay().stream()
                        .filter(step -> step.waits().isEmpty())
                        .count()
                > 1;
    }

    @Override
    public Optional<ExpectationFailure> begun(RunningStep step) {
        return unblocks.begun(step, execution.waiting());
    }

    @Override
    public Optional<ExpectationFailure> ended(RunningStep step, StepResult result) {
        step.acceptPossibleWait().ifPresent(report);
        Subject subject = Subject.of(step.invocation);
        return SavedValues.fault(subject, step.invocation.step(), result)
                .or(() -> didNotWait(step, result))
                .or(() ->
                        new Verifier(subject, execution.valuesFor(step.invocation)).compare(step.expectations, result))
                .or(() -> releasedByNone(step, result))
                .or(() -> unblocks.ended(step))
                .or(() -> {
                    WaitNotes.of(step, result, execution).forEach(note -> report.accept(new ScenarioEvent.Noted(note)));
                    return Optional.empty();
                });
    }

    private Optional<ExpectationFailure> didNotWait(RunningStep step, StepResult result) {
        return step.expectedToWaitFor()
                .filter(by -> step.waits().isEmpty())
                .map(by -> ExpectationFailure.at(
                        step.invocation,
                        new ExpectationText(execution.values()).shown(new Expectation.Blocks(by)),
                        "it ended after " + ExpectationText.shown(result.took()) + ": " + result.shown()));
    }

    /** Where the server did not name whom a step waited for, it must have been let go by one of those expected. */
    private Optional<ExpectationFailure> releasedByNone(RunningStep step, StepResult result) {
        Set<String> by = step.expectedToWaitFor().orElse(Set.of());
        if (by.isEmpty()
                || step.waits().map(ScenarioEvent.Waits::certain).orElse(true)
                || result.failure().isPresent()
                || OwnTimeout.ended(step.invocation.step(), result)
                || by.stream().anyMatch(session -> execution.actedSince(session, step.waitsSince()))) {
            return Optional.empty();
        }
        String names = String.join(", ", by.stream().sorted().toList());
        return Optional.of(ExpectationFailure.at(
                step.invocation, "that it waits for " + names, "it continued while " + names + " did nothing"));
    }
}
