package io.tidbclient.output.isolation;

import io.tidbclient.sql.Identifiers;

import java.util.Optional;

/** A database that a run could not remove. */
final class LeftDatabase {
    private static final String DATABASE = "database ";

    private LeftDatabase() {}

    /**
     * The statement that removes it.
     *
     * @param what as the run names it: {@code database tidb_client_1}
     */
    static Optional<String> dropCommand(String what) {
        return what.startsWith(DATABASE)
                ? Optional.of("DROP DATABASE " + Identifiers.quote(what.substring(DATABASE.length())) + ";")
                : Optional.empty();
    }
}
