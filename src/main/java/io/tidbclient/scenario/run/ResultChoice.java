package io.tidbclient.scenario.run;

import io.tidbclient.scenario.Expectation;

import java.util.List;

/** Which of several results of a statement, as of a procedure, is compared and saved from. */
final class ResultChoice {
    private ResultChoice() {}

    /** Which result is compared; the first unless the script says so. */
    static int number(List<Expectation> expectations) {
        return expectations.stream()
                .filter(Expectation.ResultSet.class::isInstance)
                .mapToInt(expectation -> ((Expectation.ResultSet) expectation).number())
                .findFirst()
                .orElse(1);
    }

    /** Whether there are several results, of which none is chosen. */
    static boolean isAmbiguous(List<Expectation> expectations, StepResult result) {
        return result.answer().filter(answer -> !answer.more().isEmpty()).isPresent()
                && expectations.stream().noneMatch(Expectation.ResultSet.class::isInstance);
    }

    /** The results of a step that has several, in words. */
    static String several(StepResult result) {
        int count = 1 + result.answer().orElseThrow().more().size();
        return count + " results, of which 'result' can choose one: " + result.shown();
    }
}
