package io.tidbclient.importjob.statement;

import io.tidbclient.sql.SqlToken;

import java.util.Optional;

/**
 * A table as a statement names it.
 *
 * @param schema its database, without quotes; empty where the session's is meant
 * @param table its name, without quotes
 */
public record TableName(Optional<String> schema, String table) {
    /** Whether this may be the table {@code otherTable} of {@code otherSchema}; upper and lower case are the same. */
    public boolean mayBe(String otherSchema, String otherTable) {
        return table.equalsIgnoreCase(otherTable)
                && schema.map(otherSchema::equalsIgnoreCase).orElse(true);
    }

    /** The name that a token is; empty where a server may read the token otherwise, such as {@code 2024.orders}. */
    static Optional<String> part(SqlToken token) {
        boolean plain =
                token.kind() == SqlToken.Kind.QUOTED_NAME || token.text().indexOf('.') < 0;
        return plain ? Optional.of(token.text()) : Optional.empty();
    }
}
