package io.tidbclient.check;

import io.tidbclient.config.CheckRequest;
import io.tidbclient.config.RetrySettings;
import io.tidbclient.config.Timeouts;
import io.tidbclient.engine.State;
import io.tidbclient.engine.Workflow;

import java.time.Duration;
import java.util.List;

/** The order of the check's states, and how long each may take. */
public final class CheckWorkflow {
    /** For states that only compute. */
    private static final Duration INSTANT = Duration.ofSeconds(10);
    /** How many statements, at most, a reading state sends; each may be silent for the read timeout. */
    private static final int STATEMENTS = 3;

    /** The states of the check, in their order. */
    public static final List<State.Step> STATES = List.of(
            CheckStates.INITIAL,
            CheckStates.PARSING_CONFIG,
            CheckStates.CONNECTING,
            CheckStates.TESTING_CONNECTION,
            CheckStates.VERIFYING_DATABASE,
            CheckStates.GETTING_VERSION,
            CheckStates.CHECKING_IMPORT_JOBS,
            CheckStates.SHOWING_IMPORT_JOB_DETAILS);

    private CheckWorkflow() {}

    /** The workflow of a check, with the time limits that its settings need. */
    public static Workflow of(CheckRequest request) {
        return of(
                request.plan().timeouts(),
                request.retry(),
                request.plan().mostDatabases(),
                request.monitorDuration(),
                request.poolSize());
    }

    /**
     * The check's workflow. The limits are nets: what is slow runs into the network's timeouts and the retry policy's
     * end long before.
     *
     * @param databases how many a connection verifies at most, each with tries of its own
     * @param watchFor how long import jobs are watched; zero for not at all
     * @param poolSize the number of sessions of a connection, which are opened and tested one after the other
     */
    public static Workflow of(Timeouts timeouts, RetrySettings retry, int databases, Duration watchFor, int poolSize) {
        Duration attempt = timeouts.connect()
                .plus(timeouts.read().multipliedBy(STATEMENTS))
                .multipliedBy(poolSize);
        Duration reading = attempt.multipliedBy(retry.attempts())
                .plus(retry.maxDelay().multipliedBy(retry.attempts()))
                .plus(INSTANT);
        return Workflow.named("check")
                .step(CheckStates.INITIAL, INSTANT)
                .step(CheckStates.PARSING_CONFIG, INSTANT)
                .step(CheckStates.CONNECTING, reading)
                .step(CheckStates.TESTING_CONNECTION, reading)
                .step(CheckStates.VERIFYING_DATABASE, reading.multipliedBy(Math.max(1, databases)))
                .step(CheckStates.GETTING_VERSION, reading)
                .step(CheckStates.CHECKING_IMPORT_JOBS, reading, State.TerminalState.COMPLETED)
                .optionalStep(CheckStates.SHOWING_IMPORT_JOB_DETAILS, watchFor.plus(reading))
                .build();
    }

    /**
     * The check's states up to and with one of them.
     *
     * @param last the label of the state to end with
     * @throws IllegalArgumentException when the check has no such state
     */
    public static Workflow upTo(String last, Duration limit) {
        List<State.Step> states = STATES.subList(0, STATES.indexOf(CheckStates.SHOWING_IMPORT_JOB_DETAILS));
        Workflow.Builder workflow = Workflow.named("check up to " + last);
        for (State.Step state : states) {
            boolean isLast = state.label().equals(last);
            if (isLast) {
                return workflow.fork(state, limit, State.TerminalState.COMPLETED, State.TerminalState.COMPLETED)
                        .build();
            }
            workflow.step(state, limit);
        }
        throw new IllegalArgumentException("the check has no state " + last);
    }

    /**
     * The states up to the first answer, for those who wait for a server, and for its databases where some are asked for.
     *
     * @param limit how long the wait may take in all
     * @param databases whether any connection asks for a database
     */
    public static Workflow untilAnswered(Duration limit, boolean databases) {
        Duration longer = limit.plus(INSTANT);
        Workflow.Builder workflow = Workflow.named("wait")
                .step(CheckStates.INITIAL, INSTANT)
                .step(CheckStates.PARSING_CONFIG, INSTANT)
                .step(CheckStates.CONNECTING, longer)
                .step(CheckStates.TESTING_CONNECTION, longer);
        return (databases ? workflow.step(CheckStates.VERIFYING_DATABASE, longer) : workflow).build();
    }
}
