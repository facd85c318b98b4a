package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.scenario.Expectation.ErrorPattern;

/** Whether a step failed as it is expected to. */
final class ErrorMatch {
    private ErrorMatch() {}

    /** Whether a step fails as one of these says. */
    static boolean matches(Expectation.ExpectError expectError, StepResult result) {
        return result.failure()
                .filter(failure -> expectError.alternatives().stream()
                        .anyMatch(pattern -> matches(pattern, failure, result.message())))
                .isPresent();
    }

    /**
     * What the server answered, or that it closed the connection, for which only a client's own numbers stand, without
     * words or a state of the server's. What this tool could not do is no answer to anything.
     */
    private static boolean matches(ErrorPattern pattern, Failure failure, String message) {
        if (failure.code() == 0) {
            return failure.kind() == FailureKind.CONNECTION_LOST
                    && pattern.meansLostConnection()
                    && pattern.sqlState().isEmpty()
                    && pattern.message() == null;
        }
        return (pattern.code() == 0 || pattern.code() == failure.code())
                && (pattern.sqlState().isEmpty() || pattern.sqlState().equals(failure.sqlState()))
                && (pattern.message() == null
                        || pattern.message().matcher(message).matches());
    }
}
