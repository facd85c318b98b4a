package io.tidbclient.connection;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.sql.Identifiers;

import java.util.List;
import java.util.Optional;
import jakarta.inject.Singleton;

/** Asks a server who it is and what the user may do there, with as few statements as that takes. */
@Singleton
public final class ServerProbe {
    private static final String IDENTITY = """
            SELECT VERSION() AS version, @@hostname AS hostname, @@port AS port,
                   CONNECTION_ID() AS connection_id, CURRENT_USER() AS account, NOW(6) AS clock
            """;

    /**
     * Which server answered: one statement.
     *
     * @throws FailureException when it did not answer that
     */
    public ServerIdentity identity(Session session) {
        return only(session.query(IDENTITY, ServerProbe::identity));
    }

    /**
     * What kind of server it is. One statement, none on MariaDB: {@code TIDB_VERSION()} is asked of a server that calls
     * itself MySQL too, since TiDB's setting {@code server-version} can hide TiDB's name.
     *
     * @param identity of the same server
     * @throws FailureException when the connection failed; a server that does not know the function is an answer
     */
    public ServerVersion version(Session session, ServerIdentity identity) {
        ServerVersion parsed = VersionParser.parse(identity.versionText());
        if (parsed.product() == Product.MARIADB) {
            return parsed;
        }
        try {
            String details = only(session.query(
                    "SELECT TIDB_VERSION() AS version",
                    row -> row.text("version").orElse("")));
            return VersionParser.withDetails(parsed, details);
        } catch (FailureException e) {
            // An error with a code that is about the statement: the server lives, and has no such function.
            if (e.failure().code() != 0 && !e.failure().kind().retryable()) {
                return parsed;
            }
            throw e;
        }
    }

    /**
     * What the user may do anywhere: one statement.
     *
     * @throws FailureException when the server does not report it
     */
    public Grants grants(Session session) {
        return Grants.parse(session.query(
                "SHOW GRANTS", row -> row.text(row.columns().get(0)).orElse("")));
    }

    /**
     * Makes the database the session's own, which proves that it exists and may be used: one statement.
     *
     * @throws FailureException when it does not exist or may not be used
     */
    public void use(Session session, String database) {
        session.execute("USE " + Identifiers.quote(database));
    }

    private static ServerIdentity identity(Row row) {
        return new ServerIdentity(
                clean(row.text("version")),
                clean(row.text("hostname")),
                Math.toIntExact(Math.clamp(row.number("port").orElse(0), 0, 65_535)),
                row.number("connection_id").orElse(0),
                clean(row.text("account")),
                row.time("clock").orElseThrow(() -> unexpected("The server does not report its time.")));
    }

    private static String clean(Optional<String> text) {
        return ServerText.shortened(text.orElse(""));
    }

    private static <T> T only(List<T> rows) {
        if (rows.size() != 1) {
            throw unexpected(
                    "The server answered the query for its version with " + rows.size()
                            + " rows where one was expected: it is not TiDB, MySQL or MariaDB, or a proxy answered in its place.");
        }
        return rows.get(0);
    }

    private static FailureException unexpected(String sentence) {
        return new FailureException(Failure.of(FailureKind.UNCLASSIFIED, sentence, "Check host and port."), null);
    }
}
