package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckStates;
import io.tidbclient.engine.State;
import io.tidbclient.engine.Workflow;

import java.time.Duration;
import java.util.Optional;

/** The order of the states of the commands about import jobs: those of the check that open a connection, then their own. */
public final class ImportWorkflow {
    /** For states that only compute. */
    private static final Duration INSTANT = Duration.ofSeconds(10);

    private ImportWorkflow() {}

    /**
     * Their workflow. The limits are nets: how long may be waited is up to the watch, and to the run.
     *
     * @param longest for any of the states that wait
     * @param acts what is done before jobs are followed: {@link ImportStates#STARTING_IMPORT_JOB} or
     *     {@link ImportStates#CANCELLING_IMPORT_JOB}, or nothing
     * @param database whether there is one to use
     */
    public static Workflow of(Duration longest, Optional<State.Step> acts, boolean database) {
        Workflow.Builder workflow = Workflow.named("imports")
                .step(CheckStates.INITIAL, INSTANT)
                .step(CheckStates.PARSING_CONFIG, INSTANT)
                .step(CheckStates.CONNECTING, longest)
                .step(CheckStates.TESTING_CONNECTION, longest);
        if (database) {
            workflow.step(CheckStates.VERIFYING_DATABASE, longest);
        }
        workflow.step(CheckStates.GETTING_VERSION, longest);
        acts.ifPresent(
                step -> workflow.step(step, longest, State.TerminalState.COMPLETED, State.TerminalState.CANCELLED));
        return workflow.step(ImportStates.FOLLOWING_IMPORT_JOBS, longest).build();
    }
}
