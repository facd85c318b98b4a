package io.tidbclient.scenario.play;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;

/** The server's own words for an error, without what this tool says around them. */
final class Words {
    private Words() {}

    static String of(Throwable thrown, Failure failure) {
        boolean fromServer = failure.code() != 0
                && thrown instanceof FailureException
                && thrown.getCause() != null
                && thrown.getCause().getMessage() != null;
        return fromServer ? thrown.getCause().getMessage() : failure.sentence();
    }
}
