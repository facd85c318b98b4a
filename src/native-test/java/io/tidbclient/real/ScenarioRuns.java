package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.Schema;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays scenarios by the built tool. */
final class ScenarioRuns {
    /** Two sessions in a queue: the head of a script. */
    static final String WAITING = """
            scenario: two in a queue
            setup:
              - CREATE TABLE t (id INT PRIMARY KEY, v INT)
              - INSERT INTO t VALUES (1, 10)
            sessions: {ann: , bob: }
            steps:
              - ann: BEGIN
              - ann: UPDATE t SET v = 11 WHERE id = 1
                affected: 1
              - bob: BEGIN
              - bob: UPDATE t SET v = 12 WHERE id = 1
                blocks: ann
                affected: 1
            """;

    private ScenarioRuns() {}

    /** {@code run}, as root. */
    static ToolCommand command(String address, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "-H", address, "-u", "root"));
        if (password.isEmpty()) {
            arguments.add("--no-password");
        }
        arguments.addAll(List.of(more));
        ToolCommand command = ToolCommand.built(arguments.toArray(String[]::new));
        return password.isEmpty() ? command : command.with("TIDB_PASSWORD", password);
    }

    /** The report of a run with {@code -o json}. */
    static Checked report(TidbServer tidb, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-o", "json"));
        return read(command(tidb.address(), tidb.password(), arguments.toArray(String[]::new))
                .run(Checked.LIMIT));
    }

    /** Reads the report of a run with {@code -o json}, which follows the schema that is published. */
    static Checked read(ToolRun run) {
        Checked report = Checked.of(run);
        assertThat(Schema.SCENARIOS.complaints(report.report())).as("%s", run).isEmpty();
        return report;
    }

    /** The scenarios of a report. */
    static List<JsonNode> scenarios(Checked report) {
        return StreamSupport.stream(report.at("/scenarios").spliterator(), false)
                .toList();
    }

    /** What came of one scenario: its status, or what was expected and what came instead. */
    static String verdict(String address, String password, String script) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("verdicts")) {
            ToolRun run = command(address, password, script(folder, "verdict.yaml", script), "-o", "json")
                    .run(Checked.LIMIT);
            Checked report = read(run);
            return report.at("/scenarios/0/difference").isMissingNode()
                            || report.at("/scenarios/0/difference").isNull()
                    ? report.text("/scenarios/0/status")
                    : report.text("/scenarios/0/difference/expected") + " | "
                            + report.text("/scenarios/0/difference/got");
        }
    }

    /** Writes a script. */
    static String script(ScratchFolder folder, String name, String text) throws IOException {
        Path file = folder.path().resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    /** Whether a transaction waits for a lock that another one holds. */
    static boolean someoneWaits(TidbServer tidb) throws SQLException {
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT ID FROM INFORMATION_SCHEMA.TIDB_TRX WHERE STATE = 'LockWaiting'")) {
            return rows.next();
        }
    }

    /** The databases that scenarios made and did not drop. */
    static List<String> leftBehind(TidbServer tidb) throws SQLException {
        List<String> left = new ArrayList<>();
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW DATABASES LIKE 'tidb\\_client\\_%'")) {
            while (rows.next()) {
                left.add(rows.getString(1));
            }
        }
        return left;
    }
}
