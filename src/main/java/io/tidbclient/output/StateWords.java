package io.tidbclient.output;

import io.tidbclient.check.CheckStates;
import io.tidbclient.engine.State;
import io.tidbclient.importjob.run.ImportStates;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** States in words, for people who do not know the states of the check. */
public final class StateWords {
    private static final Map<String, String> STEPS = Map.ofEntries(
            Map.entry(CheckStates.INITIAL.label(), "starting"),
            Map.entry(CheckStates.PARSING_CONFIG.label(), "reading settings"),
            Map.entry(CheckStates.CONNECTING.label(), "connecting"),
            Map.entry(CheckStates.TESTING_CONNECTION.label(), "sending the first query"),
            Map.entry(CheckStates.VERIFYING_DATABASE.label(), "checking databases"),
            Map.entry(CheckStates.GETTING_VERSION.label(), "reading the version"),
            Map.entry(CheckStates.CHECKING_IMPORT_JOBS.label(), "looking for import jobs"),
            Map.entry(CheckStates.SHOWING_IMPORT_JOB_DETAILS.label(), "watching import jobs"),
            Map.entry(ImportStates.STARTING_IMPORT_JOB.label(), "starting the import"),
            Map.entry(ImportStates.CANCELLING_IMPORT_JOB.label(), "cancelling import jobs"),
            Map.entry(ImportStates.FOLLOWING_IMPORT_JOBS.label(), "following import jobs"));

    private StateWords() {}

    /** What a connection does in its state; {@code waiting to start} without one. */
    public static String of(Optional<State> state) {
        return state.map(StateWords::of).orElse("waiting to start");
    }

    /** What a connection does in a state; one that is not of this tool has its label, as words. */
    public static String of(State state) {
        return switch (state) {
            case State.Step step -> step(step.label());
            case State.TerminalState terminalState ->
                switch (terminalState) {
                    case COMPLETED -> "completed";
                    case FAILED -> "FAILED";
                    case CANCELLED -> "cancelled";
                };
        };
    }

    /** The same of a step that is known by its label. */
    static String step(String label) {
        return STEPS.getOrDefault(
                label, label.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }
}
