package io.tidbclient.serve.status;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run of a target's scenario came to.
 *
 * @param number counts the runs of this scenario from 1
 * @param startedAt when it began
 * @param took to the end of the clean-up; not negative
 * @param outcome of a suite with several results
 */
public record ScenarioRecord(long number, Instant startedAt, Duration took, ScenarioOutcome outcome) {
    public ScenarioRecord {
        if (number < 1 || took.isNegative()) {
            throw new IllegalArgumentException("runs count from 1, and none takes a negative time");
        }
    }

    /** The record of a run that could not begin, or broke down. */
    public static ScenarioRecord prevented(long number, Instant at, String why) {
        RunVerdict verdict = new RunVerdict(Outcome.FAILED, "no scenario was run: " + why);
        return new ScenarioRecord(number, at, Duration.ZERO, new ScenarioOutcome(Optional.empty(), List.of(), verdict));
    }

    /** When it ended. */
    public Instant endedAt() {
        return startedAt.plus(took);
    }

    /** The outcome: only {@link Status#PASSED} if something was run, and all of that passed and was removed. */
    public Status status() {
        if (outcome.verdict().isSuccess()) {
            return Status.PASSED;
        }
        return has(Status.FAILED)
                .or(this::allSkipped)
                .or(() -> has(Status.ERROR))
                .or(this::leftBehind)
                .or(() -> has(Status.STOPPED))
                .orElse(Status.ERROR);
    }

    private Optional<Status> has(Status status) {
        return results().anyMatch(result -> result.status() == status) ? Optional.of(status) : Optional.empty();
    }

    private Optional<Status> allSkipped() {
        return !outcome.results().isEmpty() && results().allMatch(result -> result.status() == Status.SKIPPED)
                ? Optional.of(Status.SKIPPED)
                : Optional.empty();
    }

    private Optional<Status> leftBehind() {
        return results().anyMatch(result -> !result.leftOvers().isEmpty())
                ? Optional.of(Status.ERROR)
                : Optional.empty();
    }

    /** The outcome in one sentence: the difference, the reason, or the verdict. */
    public String sentence() {
        Status status = status();
        return switch (status) {
            case PASSED -> outcome.verdict().sentence();
            case FAILED, KNOWN_BUG, SKIPPED, STOPPED -> why(result -> result.status() == status);
            case ERROR ->
                results().anyMatch(result -> result.status() == Status.ERROR)
                        ? why(result -> result.status() == Status.ERROR)
                        : outcome.verdict().sentence();
        };
    }

    private String why(Predicate<ScenarioResult> which) {
        return results()
                .filter(which)
                .findFirst()
                .map(result -> outcome.results().size() == 1 ? result.why() : result.title() + ": " + result.why())
                .orElse(outcome.verdict().sentence());
    }

    /** What a reader should know beside the verdict, such as that a pass rests on a deduction. */
    public List<String> notes() {
        return results().flatMap(result -> result.notes().stream()).distinct().toList();
    }

    /** What stays on the server, with the reason. */
    public List<String> leftOvers() {
        return results()
                .flatMap(result -> result.leftOvers().stream())
                .map(left -> left.what() + ": " + left.why())
                .toList();
    }

    private Stream<ScenarioResult> results() {
        return outcome.results().stream();
    }
}
