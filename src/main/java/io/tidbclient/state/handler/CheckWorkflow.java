package io.tidbclient.state.handler;

import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Timeouts;
import io.tidbclient.state.State;
import io.tidbclient.state.Workflow;

import java.time.Duration;

/** The order of the check's states, and how long each may take. */
public final class CheckWorkflow {
    /** For states that only compute. */
    private static final Duration INSTANT = Duration.ofSeconds(10);
    /** How many statements, at most, a reading state sends; each may be silent for the read timeout. */
    private static final int STATEMENTS = 3;

    private CheckWorkflow() {}

    /**
     * The check's workflow. The limits are nets: what is slow runs into the network's timeouts and the retry policy's
     * end long before.
     *
     * @param watchFor how long import jobs are watched; zero for not at all
     */
    public static Workflow of(Timeouts timeouts, RetrySettings retry, Duration watchFor) {
        Duration attempt = timeouts.connect().plus(timeouts.read().multipliedBy(STATEMENTS));
        Duration reading = attempt.multipliedBy(retry.attempts())
                .plus(retry.maxDelay().multipliedBy(retry.attempts()))
                .plus(INSTANT);
        return Workflow.named("check")
                .step(CheckStates.INITIAL, INSTANT)
                .step(CheckStates.PARSING_CONFIG, INSTANT)
                .step(CheckStates.CONNECTING, reading)
                .step(CheckStates.TESTING_CONNECTION, reading)
                .step(CheckStates.VERIFYING_DATABASE, reading)
                .step(CheckStates.GETTING_VERSION, reading)
                .step(CheckStates.CHECKING_IMPORT_JOBS, reading, State.End.COMPLETED)
                .step(CheckStates.SHOWING_IMPORT_JOB_DETAILS, watchFor.plus(reading))
                .build();
    }

    /**
     * The states up to the first answer, for those who wait for a server.
     *
     * @param limit how long the wait may take in all
     */
    public static Workflow untilAnswered(Duration limit) {
        Duration longer = limit.plus(INSTANT);
        return Workflow.named("wait")
                .step(CheckStates.INITIAL, INSTANT)
                .step(CheckStates.PARSING_CONFIG, INSTANT)
                .step(CheckStates.CONNECTING, longer)
                .step(CheckStates.TESTING_CONNECTION, longer)
                .build();
    }
}
