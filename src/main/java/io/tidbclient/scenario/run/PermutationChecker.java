package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks permutations, which have no expectations of their own: every step ends in time, and with an error only where
 * another order of the same statements can bring one about. The checks decide the rest.
 */
final class PermutationChecker implements StepChecker {
    private static final int QUERY_TIMEOUT = 3024;

    /** A server may list a transaction as waiting a moment longer than it waits; one without a possible holder must last. */
    private static final Duration UNNAMED = Duration.ofSeconds(1);

    private final ServerVersion server;

    PermutationChecker(ServerVersion server) {
        this.server = server;
    }

    @Override
    public List<Expectation> expectations(Step step) {
        return List.of();
    }

    @Override
    public boolean mayWait(RunningStep step) {
        return true;
    }

    @Override
    public Assessment assess(RunningStep step, ScenarioEvent.Waits waits, Duration since) {
        return waits.by().isEmpty() && since.compareTo(UNNAMED) < 0 ? Assessment.DOUBTFUL : Assessment.ACCEPTED;
    }

    @Override
    public Optional<ExpectationFailure> persistentWait(RunningStep step, ScenarioEvent.Waits waits) {
        return Optional.empty();
    }

    @Override
    public Optional<ExpectationFailure> begun(RunningStep step) {
        return Optional.empty();
    }

    @Override
    public Optional<ExpectationFailure> ended(RunningStep step, StepResult result) {
        return result.failure()
                .filter(failure -> !dependsOnOrder(failure) && !isExpectedSomewhere(step.invocation.step(), result))
                .map(failure -> ExpectationFailure.at(
                        step.invocation, "that it succeeds, or fails as another order can make it", result.shown()))
                .or(() -> SavedValues.missingColumn(Subject.of(step.invocation), step.invocation.step(), result));
    }

    /** Conflicts, and what the data or another session's KILL does to a statement: not what is wrong with itself. */
    private static boolean dependsOnOrder(Failure failure) {
        String state = failure.sqlState();
        return switch (failure.kind()) {
            case TRANSACTION_CONFLICT, STATEMENT_ABORTED -> true;
            case UNCLASSIFIED -> failure.code() != 0 && !state.startsWith("42");
            case STATEMENT_REFUSED ->
                state.startsWith("22")
                        || state.startsWith("23")
                        || state.startsWith("70")
                        || failure.code() == QUERY_TIMEOUT;
            case CONNECTION_REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    NO_GREETING,
                    TLS_NOT_OFFERED,
                    TLS_FAILED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNTRUSTED,
                    CERTIFICATE_WRONG_NAME,
                    NOT_MYSQL,
                    BREAKER_OPEN,
                    TOO_MANY_CONNECTIONS,
                    SERVER_UNAVAILABLE,
                    CONNECTION_LOST,
                    ACCESS_DENIED,
                    LOGIN_REFUSED,
                    UNKNOWN_DATABASE,
                    NO_PRIVILEGE,
                    STATE_TIMED_OUT,
                    EXPECTATION_NOT_MET,
                    MISCONFIGURED,
                    DEFECT -> false;
        };
    }

    private boolean isExpectedSomewhere(Step step, StepResult result) {
        return names(step.expectedOn(server), result);
    }

    private static boolean names(List<Expectation> expectations, StepResult result) {
        return expectations.stream().anyMatch(expectation -> switch (expectation) {
            case Expectation.ExpectError expectError -> ErrorMatch.matches(expectError, result);
            case Expectation.AnyOf anyOf -> anyOf.alternatives().stream().anyMatch(all -> names(all, result));
            case Expectation other -> false;
        });
    }
}
