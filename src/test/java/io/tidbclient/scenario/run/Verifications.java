package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.script.TestScripts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What tests of verified steps share: expectations as a script has them, and results. */
final class Verifications {
    static final Subject SUBJECT = new Subject(new Place("s.yaml", 1, 1), "step 1, a: SELECT 1");
    static final Map<String, Scalar> VALUES = Map.of("seen", Scalar.Numeric.of(7));

    static List<Expectation> expected(String statement, String expectation) {
        return ((Block.One) TestScripts.steps("- a: " + statement, "  " + expectation)
                        .steps()
                        .getFirst())
                .step()
                .expectations();
    }

    static StepResult rows(String... cells) {
        List<List<String>> rows = Arrays.stream(cells)
                .map(row -> Arrays.stream(row.split(","))
                        .map(cell -> cell.equals("NULL") ? null : cell)
                        .toList())
                .toList();
        return result(Optional.of(new Answer(List.of("x", "y"), List.of(true, false), rows, -1)), Optional.empty());
    }

    static StepResult failed(int code, String state) {
        Failure failure = new Failure(FailureKind.UNCLASSIFIED, code, "", state, "", "", "it failed", "", "");
        return result(Optional.empty(), Optional.of(failure));
    }

    static StepResult result(Optional<Answer> answer, Optional<Failure> failure) {
        return new StepResult(answer, failure, "it failed", 0, Instant.EPOCH, Duration.ofMillis(40));
    }

    static boolean holds(String expectation, StepResult result) {
        return new Verifier(SUBJECT, VALUES)
                .compare(expected("SELECT 1", expectation), result)
                .isEmpty();
    }

    static StepResult failed(FailureKind kind) {
        return result(Optional.empty(), Optional.of(Failure.of(kind, "it failed", "")));
    }

    /** The step of session a that runs a statement, with these further lines. */
    static Step step(String statement, String... more) {
        List<String> lines = new ArrayList<>(List.of("- a: " + statement));
        Arrays.stream(more).map(line -> "  " + line).forEach(lines::add);
        return ((Block.One)
                        TestScripts.steps(lines.toArray(String[]::new)).steps().getFirst())
                .step();
    }

    private Verifications() {}
}
