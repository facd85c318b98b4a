package io.tidbclient.serve.history;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;

import java.util.List;
import java.util.OptionalLong;

/** The tables of a history, which the first server that uses it makes. Each statement may be sent by several servers at once. */
final class HistoryTables {
    /** What this release reads and writes. */
    static final int VERSION = 1;

    private static final int NO_SUCH_TABLE = 1146;

    private static final String ASK = "SELECT version FROM tidb_client_schema WHERE id = 1";

    // Names of targets differ by case. Times are UTC.
    private static final List<String> STATEMENTS =
            List.of("""
            CREATE TABLE IF NOT EXISTS tidb_client_schema (
              id INT NOT NULL PRIMARY KEY,
              version INT NOT NULL
            )""", """
            CREATE TABLE IF NOT EXISTS tidb_client_checks (
              target VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              ended_at DATETIME(6) NOT NULL,
              server VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              run BIGINT NOT NULL,
              started_at DATETIME(6) NOT NULL,
              took_us BIGINT NOT NULL,
              outcome VARCHAR(32) NOT NULL,
              verdict VARCHAR(1000) CHARACTER SET utf8mb4 NOT NULL,
              failure_kind VARCHAR(64) NULL,
              failure_code INT NULL,
              failure_code_name VARCHAR(128) NULL,
              failure_sql_state VARCHAR(8) NULL,
              failure_state VARCHAR(64) NULL,
              failure_sentence VARCHAR(2000) CHARACTER SET utf8mb4 NULL,
              failure_hint VARCHAR(1000) CHARACTER SET utf8mb4 NULL,
              connect_us BIGINT NULL,
              first_round_trip_us BIGINT NULL,
              server_version VARCHAR(128) CHARACTER SET utf8mb4 NULL,
              tls VARCHAR(32) NULL,
              certificate_expires_at DATETIME(6) NULL,
              PRIMARY KEY (target, ended_at, server, run),
              KEY by_outcome (target, outcome, ended_at),
              KEY by_server (server, ended_at)
            )""", """
            CREATE TABLE IF NOT EXISTS tidb_client_jobs (
              target VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              job_id BIGINT NOT NULL,
              server VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
              table_name VARCHAR(256) CHARACTER SET utf8mb4 NOT NULL,
              status VARCHAR(32) NOT NULL,
              first_seen_at DATETIME(6) NOT NULL,
              last_seen_at DATETIME(6) NOT NULL,
              ended_at DATETIME(6) NULL,
              job MEDIUMTEXT CHARACTER SET utf8mb4 NOT NULL,
              PRIMARY KEY (target, job_id),
              KEY by_server (server, last_seen_at)
            )""", "INSERT IGNORE INTO tidb_client_schema (id, version) VALUES (1, " + VERSION + ")");

    private final Session session;
    private final String database;

    HistoryTables(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    /** Makes what is missing. A user without CREATE can use tables that are there. */
    void prepare() {
        OptionalLong version = version();
        if (version.isEmpty()) {
            STATEMENTS.forEach(session::execute);
            version = version();
        }
        if (version.orElse(0) != VERSION) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.UNCLASSIFIED,
                            "The history in the database %s has version %d; this release uses %d."
                                    .formatted(database, version.orElse(0), VERSION),
                            "Use the same release of tidb-client on all servers, or another database."),
                    null);
        }
    }

    private OptionalLong version() {
        try {
            return session.query(ASK, row -> row.number("version")).stream()
                    .findFirst()
                    .orElseGet(OptionalLong::empty);
        } catch (FailureException e) {
            if (e.failure().code() == NO_SUCH_TABLE) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }
}
