package io.tidbclient.real;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;

/** A scenario's sessions and errors are what the server gives to any client, and what differs can be seen. */
@RealMariaDb
class ScenarioSessionIT {
    @Test
    void session_errors_values_results_and_cuts_are_the_servers(MariaDbServer mariadb)
            throws IOException, SQLException {
        try (ScratchFolder folder = ScratchFolder.create("session");
                Connection connection = mariadb.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET GLOBAL sql_mode = ''");
            ToolRun run = ScenarioRuns.command(mariadb.address(), "", ScenarioRuns.script(folder, "session.yaml", """
                    scenario: as any client
                    values: {text: 'a\\b', nothing: ''}
                    setup:
                      - CREATE TABLE t (id INT PRIMARY KEY, word VARCHAR(3), raw BLOB)
                      - INSERT INTO t VALUES (1, '1.0', 0xFF)
                      - CREATE PROCEDURE p() BEGIN SELECT 1; SELECT 2; END
                    sessions:
                      a:
                      strict: {variables: {sql_mode: 'STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES'}}
                    steps:
                      - a: INSERT INTO t VALUES (2, 'too long', NULL)
                        affected: 1
                      - a: UPDATE t SET word = 'too' WHERE id = 2
                        affected: 0
                      - strict: INSERT INTO t VALUES (3, 'too long', NULL)
                        error: {code: 1406, sqlstate: '22001', matches: "Data too long for column 'word' at row 1"}
                      - strict: SELECT HEX(:text) AS h, '' AS `{fn x}`
                        rows: [[615C62, '']]
                        columns: [h, '{fn x}']
                      - strict: SELECT COLLATION(:text) = COLLATION('x')
                        rows: [[1]]
                      - strict: SIGNAL SQLSTATE '22099' SET MESSAGE_TEXT = 'own words'
                        error: {code: 1644, sqlstate: '22099', matches: own words}
                      - a: SELECT :nothing
                        rows: [['']]
                      - a: SELECT raw FROM t WHERE id = 1
                        rows: [[{hex: ff}]]
                      - a: CALL p()
                        rows: [[2]]
                        result: 2
                      - a: BEGIN
                      - a: UPDATE t SET word = 'a' WHERE id = 1
                      - strict: SELECT word FROM t WHERE id = 1 FOR UPDATE
                        blocks: a
                        error: CR_SERVER_LOST
                        within: 5s
                      - cut: strict
                      - a: ROLLBACK
                      - a: SELECT word FROM t WHERE id = 1
                        rows: [[1]]
                    """))
                    .run(Checked.LIMIT);
            statement.execute("SET GLOBAL sql_mode = DEFAULT");

            assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
            assertThat(run.stdout()).contains("""
                      step 15, a: SELECT word FROM t WHERE id = 1
                        expected  (1)
                        got       ('1.0')
                        differs   row 1, column word: expected 1, got '1.0' (VARCHAR)
                    """);
        }
    }
}
