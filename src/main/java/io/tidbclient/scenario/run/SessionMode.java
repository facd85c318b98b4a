package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.scenario.SessionPlan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sets the transaction mode of a session, and reads it back: a proxy can change the statement, or send it to another session. */
final class SessionMode {
    private static final String VARIABLE = "SHOW VARIABLES LIKE 'tidb_txn_mode'";

    private SessionMode() {}

    /**
     * Sets it. Servers other than TiDB have no such variable; their transactions are pessimistic.
     *
     * @throws FailureException when the server refuses optimistic transactions, or the session has another mode afterwards
     */
    static void set(Session session, SessionPlan.Mode mode) {
        String expected = mode.name().toLowerCase(Locale.ROOT);
        String statement = "SET SESSION tidb_txn_mode = '" + expected + "'";
        try {
            session.execute(statement);
        } catch (FailureException e) {
            if (mode == SessionPlan.Mode.OPTIMISTIC || e.failure().code() == 0) {
                throw e;
            }
            return;
        }
        List<String> values = session.query(VARIABLE, row -> row.text("Value")).stream()
                .flatMap(Optional::stream)
                .toList();
        if (values.isEmpty()) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.STATEMENT_REFUSED,
                            "The transaction mode of the session cannot be read back.",
                            "SHOW VARIABLES has to list tidb_txn_mode."),
                    null);
        }
        values.stream()
                .filter(value -> !value.equalsIgnoreCase(expected))
                .findFirst()
                .ifPresent(other -> {
                    throw new FailureException(differs(statement, other), null);
                });
    }

    private static Failure differs(String statement, String mode) {
        String has = mode.isEmpty() ? "no transaction mode of its own" : "the transaction mode " + mode;
        return Failure.of(
                FailureKind.STATEMENT_REFUSED,
                "The session has " + has + " after " + statement + ".",
                "Connect without a proxy that changes statements or sends those of one session to several connections.");
    }
}
