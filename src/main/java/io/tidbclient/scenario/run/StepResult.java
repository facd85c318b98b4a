package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The result of a step, sent by the session that ran it.
 *
 * @param answer what the server answered; empty when it failed, or when the step was no statement
 * @param failure why it failed
 * @param message the server's own words for it; empty when it did not fail
 * @param connectionId of the connection that the step opened; 0 when it opened none
 * @param began when it was handed to the server
 * @param took until its end
 * @param warnings what SHOW WARNINGS listed after it; empty when it was not asked
 * @param failedIn the statement that failed, where the step has several; may be empty
 */
public record StepResult(
        Optional<Answer> answer,
        Optional<Failure> failure,
        String message,
        long connectionId,
        Instant began,
        Duration took,
        Optional<List<Warning>> warnings,
        String failedIn) {
    private static final int MOST_ROWS = 8;

    /** One without warnings, of a single statement. */
    public StepResult(
            Optional<Answer> answer,
            Optional<Failure> failure,
            String message,
            long connectionId,
            Instant began,
            Duration took) {
        this(answer, failure, message, connectionId, began, took, Optional.empty(), "");
    }

    public StepResult {
        warnings = warnings.map(List::copyOf);
    }

    /** When it was over. */
    public Instant ended() {
        return began.plus(took);
    }

    /** Whether the outcome of a statement is unknown: it was sent, and its answer was lost. */
    public boolean isUnknown() {
        return failure.filter(f -> f.code() == 0 && f.kind().outcomeUnknown()).isPresent();
    }

    /**
     * The same with one of the results alone; without an answer when there is no such result.
     *
     * @param number counts from 1; 1 leaves it as it is
     */
    StepResult chosen(int number) {
        return number == 1
                ? this
                : with(answer.flatMap(
                        all -> all.more().stream().skip(number - 2L).findFirst()));
    }

    /** One for each result with rows, with that one alone. */
    List<StepResult> each() {
        return answer.filter(Answer::hasRows).stream()
                .flatMap(first -> Stream.concat(Stream.of(first.alone()), first.more().stream()))
                .map(one -> with(Optional.of(one)))
                .toList();
    }

    private StepResult with(Optional<Answer> other) {
        return new StepResult(other, failure, message, connectionId, began, took, warnings, failedIn);
    }

    /** In a few words, with at most eight rows: what a timeline shows. */
    public String shown() {
        return shown(MOST_ROWS);
    }

    /** The same with all rows. */
    public String whole() {
        return shown(Integer.MAX_VALUE);
    }

    private String shown(int mostRows) {
        if (failure.isPresent()) {
            Failure f = failure.get();
            return f.kind() == FailureKind.EXPECTATION_NOT_MET
                    ? message
                    : (failedIn.isEmpty() ? "" : failedIn + ": ") + "error "
                            + f.codeWithName().orElse(f.kind().label()) + ": " + message;
        }
        String shownWarnings = warnings.stream()
                .flatMap(List::stream)
                .map(warning -> "; " + warning.shown())
                .collect(Collectors.joining());
        return answer.map(first -> Stream.concat(Stream.of(first), first.more().stream())
                                .map(each -> shown(each, mostRows))
                                .collect(Collectors.joining("; ")))
                        .orElse("done")
                + shownWarnings;
    }

    private static String shown(Answer answer, int mostRows) {
        if (!answer.hasRows()) {
            return answer.affected() == 0 ? "ok" : ExpectationText.counted(answer.affected(), "row");
        }
        if (answer.rows().isEmpty()) {
            return "no rows";
        }
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < Math.min(answer.rows().size(), mostRows); i++) {
            rows.append(i == 0 ? "" : ", ").append(Rows.shown(answer, i));
        }
        return rows
                + (answer.rows().size() > mostRows
                        ? " … " + ExpectationText.counted(answer.rows().size(), "row")
                        : "");
    }
}
