package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.testing.Schema;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs {@code verify-isolation} by the built tool. */
final class Verifications {
    private Verifications() {}

    /** As root; the run is short, with enough conflicts for anomalies to appear. */
    static ToolCommand command(String address, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify-isolation", "-H", address, "-u", "root"));
        if (password.isEmpty()) {
            arguments.add("--no-password");
        }
        arguments.addAll(List.of(more));
        ToolCommand command = ToolCommand.built(arguments.toArray(String[]::new));
        return password.isEmpty() ? command : command.with("TIDB_PASSWORD", password);
    }

    /** The report of a run with {@code -o json}, which follows the schema that is published. */
    static Checked report(String address, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-o", "json"));
        return read(command(address, password, arguments.toArray(String[]::new)).run(Checked.LIMIT));
    }

    /** Reads the report of a run with {@code -o json}. */
    static Checked read(ToolRun run) {
        Checked report = Checked.of(run);
        assertThat(Schema.ISOLATION.complaints(report.report())).as("%s", run).isEmpty();
        return report;
    }

    /** The kinds of anomalies that a report has. */
    static Set<String> anomalies(Checked report) {
        Set<String> kinds = new TreeSet<>();
        for (JsonNode anomaly : report.at("/histories/0/anomalies")) {
            kinds.add(anomaly.path("kind").asText());
        }
        return kinds;
    }
}
