package io.tidbclient.sandbox.job;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a job looks like at a time.
 *
 * @param job what it is to do
 * @param state what it is at
 * @param phase empty while pending and once finished; a failed job keeps its phase
 * @param importedRows while running and when finished
 * @param message why it ended as it did; empty otherwise
 * @param created when it was created
 * @param started once it runs
 * @param ended when finished or failed; a cancelled job has none (seen on v8.5.4)
 * @param updated the last time something changed
 * @param step while running
 */
public record JobView(
        ScriptedJob job,
        JobState state,
        String phase,
        OptionalLong importedRows,
        String message,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> ended,
        Instant updated,
        Optional<StepView> step) {
    /** As the {@code Status} column has it. */
    String status() {
        return state == JobState.RUNNING && job.work().outcome() instanceof JobOutcome.Stays(String status)
                ? status
                : state.word();
    }
}
