package io.tidbclient.real;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidbclient.scenario.suite.BuiltIn;
import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** No built-in scenario holds whatever the server does: with another expectation, or without its locks, it fails. */
@RealTidb
@Thorough
class SuiteMutationsIT {
    /** Hundreds of scenarios. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private static final Pattern EXPECTATION =
            Pattern.compile("( +)(rows|rows-in-any-order|affected|error|blocks|columns): (.*)()"
                    + "|( +at-[^{]*\\{)(rows|affected|error): (\\[.*]|\\w+)(})");
    private static final Pattern NUMBER = Pattern.compile("[a-z0-9/-]+:\\d+");
    private static final Pattern NAME = Pattern.compile("(?m)^scenario: (.*)$");

    /** Those of workloads are changed below. What is for levels that TiDB does not have fails on MariaDB. */
    @Test
    @RealMariaDb
    void each_expectation_of_the_suites_can_fail(TidbServer tidb, MariaDbServer mariadb)
            throws IOException, SQLException {
        Inventory before = Inventory.of(tidb);
        Map<String, String> mutants = new TreeMap<>();
        for (String suite : List.of("isolation", "locks", "transactions", "schema", "connections", "imports")) {
            BuiltIn.named(suite).forEach(script -> mutants.putAll(mutants(script)));
        }
        assertThat(mutants).hasSizeGreaterThan(70);

        mutants.keySet().removeAll(failed(tidb.address(), tidb.password(), mutants.values()));
        assertThat(Inventory.of(tidb)).isEqualTo(before);
        assertThat(mutants.values())
                .allMatch(mutant -> mutant.contains("matrix:"), "TiDB has every level and mode of the others");
        mutants.keySet().removeAll(failed(mariadb.address(), "", mutants.values()));
        assertThat(mutants.keySet()).isEmpty();
    }

    /** Those that fail on a server, at the levels and modes that the changed expectation is for. */
    private static Set<String> failed(String address, String password, Collection<String> mutants) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create("mutants")) {
            String script = ScenarioRuns.script(folder, "mutants.yaml", String.join("\n---\n", mutants));
            Checked report =
                    ScenarioRuns.read(ScenarioRuns.command(address, password, script, "--at-once", "8", "-o", "json")
                            .run(LIMIT));
            return ScenarioRuns.scenarios(report).stream()
                    .filter(scenario -> scenario.at("/status").asText().equals("failed"))
                    .map(SuiteMutationsIT::mutant)
                    .collect(Collectors.toSet());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            workloads/bank    | SELECT SUM(balance) FROM account
            workloads/counter | check: nothing was lost
            workloads/append  | append-list
            """)
    void a_workload_without_its_locks_loses_updates(String name, String what, TidbServer tidb) throws IOException {
        // Nor is an update compared that sets what another one has set already: that would end the workload before its
        // check.
        String unlocked = documents(BuiltIn.named(name).getFirst())
                .getFirst()
                .replace(" FOR UPDATE", "")
                .replace("      affected: 1\n", "");
        assertThat(unlocked)
                .isNotEqualTo(documents(BuiltIn.named(name).getFirst()).getFirst());
        try (ScratchFolder folder = ScratchFolder.create("unlocked")) {
            JsonNode scenario = ScenarioRuns.report(tidb, ScenarioRuns.script(folder, "unlocked.yaml", unlocked))
                    .at("/scenarios/0");

            assertThat(scenario.at("/status").asText()).isEqualTo("failed");
            assertThat(scenario.at("/difference/what").asText() + scenario.at("/difference/got"))
                    .contains(what);
        }
    }

    @Test
    void the_connection_limit_is_set_back_whatever_happened(TidbLauncher launcher) throws IOException, SQLException {
        TidbServer tidb = launcher.start(TidbOptions.PLAIN).server();
        try (ScratchFolder folder = ScratchFolder.create("limit")) {
            String script = BuiltIn.named("server").getFirst().text();
            String wrong = script.replace("error: ER_CON_COUNT_ERROR", "error: ER_ACCESS_DENIED_ERROR");
            assertThat(wrong).isNotEqualTo(script);

            Checked held = ScenarioRuns.report(tidb, "server");
            Checked failed = ScenarioRuns.report(tidb, ScenarioRuns.script(folder, "wrong.yaml", wrong));

            assertThat(held.exitCode()).as("%s", held).isZero();
            assertThat(failed.exitCode()).as("%s", failed).isEqualTo(1);
            assertThat(failed.text("/scenarios/0/difference/got")).startsWith("error 1040 ER_CON_COUNT_ERROR");
        }
        try (Connection connection = tidb.connect("");
                Statement statement = connection.createStatement();
                ResultSet limit = statement.executeQuery("SELECT @@GLOBAL.max_connections")) {
            assertThat(limit.next()).isTrue();
            assertThat(limit.getInt(1)).isZero();
        }
    }

    /** Which one a scenario is of; what follows a comma is the level and the mode. */
    private static String mutant(JsonNode scenario) {
        Matcher number = NUMBER.matcher(scenario.at("/title").asText());
        assertThat(number.find()).as("%s", scenario).isTrue();
        return number.group();
    }

    private static List<String> documents(BuiltIn script) {
        return List.of(script.text().split("(?m)^---\n", -1));
    }

    /** The scenarios of a script by their number, each as often as it has expectations, with one of them changed. */
    private static Map<String, String> mutants(BuiltIn script) {
        Map<String, String> mutants = new HashMap<>();
        for (String document : documents(script)) {
            List<String> lines = document.lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher expectation = EXPECTATION.matcher(lines.get(i));
                boolean overridden = i + 1 < lines.size() && lines.get(i + 1).contains("on-tidb:");
                if (expectation.matches() && !overridden) {
                    List<String> changed = new ArrayList<>(lines);
                    int first = expectation.group(1) == null ? 5 : 1;
                    changed.set(
                            i,
                            changed(
                                            expectation.group(first),
                                            expectation.group(first + 1),
                                            expectation.group(first + 2))
                                    + expectation.group(first + 3));
                    String number = script.name() + ":" + (mutants.size() + 1);
                    mutants.put(
                            number, NAME.matcher(String.join("\n", changed)).replaceFirst("scenario: $1 " + number));
                }
            }
        }
        return mutants;
    }

    private static String changed(String indent, String key, String value) {
        return switch (key) {
            case "affected" -> indent + "affected: " + (Long.parseLong(value) + 1);
            case "error" -> indent + "error: ER_PARSE_ERROR";
            case "blocks" -> "";
            case "columns" -> indent + "columns: " + value.replace("[", "[no_such, ");
            default ->
                indent + key + ": "
                        + (value.equals("[]")
                                ? "[[no-such-value]]"
                                : value.replaceFirst("\\[\\[[^,\\]]*", "[[no-such-value"));
        };
    }
}
