package io.tidbclient.scenario.run;

import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.Scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The result of one execution of a scenario.
 *
 * @param scenario what was run
 * @param title its name, with the number of the order or the repetition when there are several
 * @param status the outcome
 * @param why one sentence; empty when it passed
 * @param expectationFailure the first thing that was not as expected; present when it FAILED or is a KNOWN_BUG
 * @param startedAt when it began
 * @param took to the end of the teardown
 * @param sessions the connections' names, in the order of the script
 * @param connectionIds their ids on the server
 * @param steps in the order in which they were released
 * @param checks what was checked at the end, with what was found
 * @param workload what a workload came to
 * @param notes what a reader should know
 * @param leftOvers what could not be removed, with the reason
 * @param seed the random seed
 * @param order which order of the steps it was, from 1; the first is the script's
 * @param verdict of the run behind it; empty when there was none
 */
public record ScenarioResult(
        Scenario scenario,
        String title,
        Status status,
        String why,
        Optional<ExpectationFailure> expectationFailure,
        Instant startedAt,
        Duration took,
        List<String> sessions,
        Map<String, Long> connectionIds,
        List<StepRecord> steps,
        List<ScenarioEvent.Checked> checks,
        Optional<WorkloadResult> workload,
        List<String> notes,
        List<ScenarioEvent.LeftOver> leftOvers,
        long seed,
        int order,
        Optional<RunVerdict> verdict) {
    /** The outcome. */
    public enum Status {
        /** All was as expected. */
        PASSED,
        /** Something was not as expected. */
        FAILED,
        /** Something was not as expected, for a reason that the scenario names as a known bug. */
        KNOWN_BUG,
        /** It could not be run: no connection, or its setup failed. */
        ERROR,
        /** It is not for this kind of server. */
        SKIPPED,
        /** It was stopped. */
        STOPPED;

        /** The word that reports have for it. */
        public String label() {
            return this == ERROR ? "broken" : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ScenarioResult {
        sessions = List.copyOf(sessions);
        connectionIds = Map.copyOf(connectionIds);
        steps = List.copyOf(steps);
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
        leftOvers = List.copyOf(leftOvers);
    }

    /** Whether it is a reason to stop. */
    public boolean isBad() {
        return switch (status) {
            case PASSED, KNOWN_BUG, SKIPPED -> false;
            case FAILED, ERROR, STOPPED -> true;
        };
    }

    /** What the reason begins with when an order of the steps cannot be executed on the server. */
    static final String IMPOSSIBLE_ORDER = "this order of the steps cannot be executed: ";

    /** Whether the steps' expectations were checked: those of the script's own order are, of others the checks alone. */
    public boolean isOfWrittenOrder() {
        return order == 1;
    }

    /** Whether it passed though it names a known bug. */
    public boolean isFixedBug() {
        return status == Status.PASSED
                && isOfWrittenOrder()
                && scenario.purpose().knownBug().isPresent();
    }

    /** Whether its order of the steps cannot be executed, so that nothing was verified. */
    public boolean isImpossibleOrder() {
        return status == Status.SKIPPED && why.startsWith(IMPOSSIBLE_ORDER);
    }

    /** One that was not begun, and why. */
    public static ScenarioResult skipped(Scenario scenario, String title, String why, Instant now) {
        return notStarted(scenario, title, Status.SKIPPED, why, now);
    }

    /** One that cannot be run as it is written. */
    static ScenarioResult error(Scenario scenario, String title, String why, Instant now) {
        return notStarted(scenario, title, Status.ERROR, why, now);
    }

    private static ScenarioResult notStarted(Scenario scenario, String title, Status status, String why, Instant now) {
        return new ScenarioResult(
                scenario,
                title,
                status,
                why,
                Optional.empty(),
                now,
                Duration.ZERO,
                scenario.connections(),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                1,
                Optional.empty());
    }
}
