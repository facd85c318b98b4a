package io.tidbclient.scenario.play;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Judges the written order: each step by what the script expects of it. */
final class ByExpectations implements Judge {
    private final Floor floor;
    private final Product product;
    private final Consumer<ScenarioFinding> report;

    ByExpectations(Floor floor, Product product, Consumer<ScenarioFinding> report) {
        this.floor = floor;
        this.product = product;
        this.report = report;
    }

    @Override
    public List<Expectation> expectations(Step step) {
        return step.expectedOn(product);
    }

    @Override
    public boolean mayWait(Ongoing step) {
        return step.expectedToWaitFor().isPresent();
    }

    @Override
    public boolean accepts(Ongoing step, ScenarioFinding.Waits waits) {
        return step.expectedToWaitFor()
                .map(by -> by.isEmpty()
                        || (waits.certain()
                                ? waits.by().equals(by)
                                : waits.by().isEmpty() || waits.by().containsAll(by)))
                .orElse(false);
    }

    @Override
    public Optional<Difference> stubborn(Ongoing step, ScenarioFinding.Waits waits) {
        return mayWait(step) || !othersAreAtWork()
                ? Optional.of(Difference.at(step.cue, step.wanted(floor.values()), "it waits for " + waits.forWhom()))
                : Optional.empty();
    }

    /** Whether others are under way that may end the wait by themselves. */
    private boolean othersAreAtWork() {
        return floor.underWay().stream().filter(step -> step.waits().isEmpty()).count() > 1;
    }

    @Override
    public Optional<Difference> begun(Ongoing step) {
        step.sawWaiting(floor.waiting());
        return step.unblocks().stream()
                .filter(session -> !step.sawWaiting(session))
                .sorted()
                .findFirst()
                .map(waiting -> Difference.at(
                        step.cue,
                        "that it lets " + waiting + " go on",
                        waiting + " was not waiting when the step began"));
    }

    @Override
    public Optional<Difference> ended(Ongoing step, Reply reply) {
        return Saved.fault(step.cue.step(), reply)
                .map(mismatch -> Difference.at(step.cue, mismatch))
                .or(() -> withoutAWait(step, reply))
                .or(() -> new Verifier(floor.valuesFor(step.cue))
                        .compare(step.expectations, reply)
                        .map(mismatch -> Difference.at(step.cue, mismatch)))
                .or(() -> letGoByNobody(step, reply));
    }

    private Optional<Difference> withoutAWait(Ongoing step, Reply reply) {
        return step.expectedToWaitFor()
                .filter(by -> step.waits().isEmpty())
                .map(by -> Difference.at(
                        step.cue,
                        new Verifier(floor.values()).shown(new Expectation.Blocks(by)),
                        "it ended after " + Verifier.shown(reply.took()) + ": " + reply.shown()));
    }

    /** Where the server did not name whom a step waited for, it must have been let go by one of those expected. */
    private Optional<Difference> letGoByNobody(Ongoing step, Reply reply) {
        Set<String> by = step.expectedToWaitFor().orElse(Set.of());
        Optional<ScenarioFinding.Waits> waits = step.waits();
        if (by.isEmpty() || waits.isEmpty() || waits.get().certain()) {
            return Optional.empty();
        }
        if (reply.failure().isPresent()) {
            report.accept(
                    new ScenarioFinding.Noted(step.cue.label() + ": the server did not name whom it waited for, and"
                            + " it ended with an error, so that this is not proved"));
            return Optional.empty();
        }
        if (by.stream()
                .anyMatch(session -> floor.actedSince(session, waits.get().at()))) {
            return Optional.empty();
        }
        String names = String.join(", ", by.stream().sorted().toList());
        return Optional.of(
                Difference.at(step.cue, "that it waits for " + names, "it went on while " + names + " did nothing"));
    }
}
