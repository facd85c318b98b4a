package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sets the isolation level of a session, and reads it back: a proxy can change the statement, or send it to another session. */
final class SessionLevel {
    /** MySQL and TiDB have the first name, MariaDB before 11.1 the second; TiDB has both, for the same value. */
    private static final String VARIABLE =
            "SHOW VARIABLES WHERE Variable_name IN ('transaction_isolation', 'tx_isolation')";

    private SessionLevel() {}

    /**
     * Sets it.
     *
     * @param level as SQL writes it: {@code READ COMMITTED}
     * @throws FailureException when the server refuses it, or the session has another one afterwards
     */
    static void set(Session session, String level) {
        String statement = "SET SESSION TRANSACTION ISOLATION LEVEL " + level;
        session.execute(statement);
        String expected = level.toUpperCase(Locale.ROOT).replace(' ', '-');
        List<Optional<String>> values = session.query(VARIABLE, row -> row.text("Value"));
        values.stream()
                .flatMap(Optional::stream)
                .filter(value -> !value.equalsIgnoreCase(expected))
                .findFirst()
                .ifPresent(other -> {
                    throw new FailureException(differs(statement, other), null);
                });
        if (values.stream().allMatch(Optional::isEmpty)) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.STATEMENT_REFUSED,
                            "The isolation level of the session cannot be read back.",
                            "SHOW VARIABLES has to list transaction_isolation or tx_isolation."),
                    null);
        }
    }

    private static Failure differs(String statement, String level) {
        return Failure.of(
                FailureKind.STATEMENT_REFUSED,
                "The session has the isolation level " + level + " after " + statement + ".",
                "Connect without a proxy that changes statements or sends those of one session to several connections.");
    }
}
