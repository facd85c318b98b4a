package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.config.TlsSettings;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioPlanTest {
    private static final Scenario SAMPLED = TestScripts.one("""
            scenario: s
            sessions: [a, b]
            steps: [{a: SELECT 1}, {b: SELECT 2}, {a: SELECT 3}, {b: SELECT 4}, {a: SELECT 5}, {b: SELECT 6}]
            permutations: {sample: 2}
            checks: [{sql: SELECT 1, rows: [[1]]}]
            """);

    private static ScenarioPlan plan() {
        return plan(Servers.TIDB);
    }

    private static ScenarioPlan plan(ServerVersion server) {
        return plan(server, false);
    }

    private static ScenarioPlan plan(ServerVersion server, boolean recorded) {
        ConnectionSettings base = new ConnectionSettings(
                "c1",
                new ServerAddress("127.0.0.1", 4000),
                "root",
                Secret.of("x"),
                List.of(),
                TlsSettings.of(SslMode.DISABLED),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(30)));
        return new ScenarioPlan(
                server, List.of(base), Optional.empty(), (title, event) -> {}, recorded, Optional.empty());
    }

    private static List<ScenarioExecutor.Request> requests(int repeat, long seed) {
        ScenarioOrder.Pace pace = new ScenarioOrder.Pace(repeat, 1, false, OptionalInt.empty());
        return plan().of(List.of(SAMPLED), pace, seed, Instant.EPOCH).stream()
                .map(item -> ((ParallelExecutor.Item.Execute) item).request())
                .toList();
    }

    @Test
    void a_repetition_can_be_reproduced_alone_with_the_seed_that_it_names() {
        List<ScenarioExecutor.Request> both = requests(2, 7);
        List<ScenarioExecutor.Request> second = both.subList(3, 6);

        assertThat(both)
                .extracting(ScenarioExecutor.Request::title)
                .containsExactly(
                        "s #1 (order 1 of 3)",
                        "s #1 (order 2 of 3)",
                        "s #1 (order 3 of 3)",
                        "s #2 (order 1 of 3)",
                        "s #2 (order 2 of 3)",
                        "s #2 (order 3 of 3)");
        assertThat(second).extracting(ScenarioExecutor.Request::seed).containsOnly(8L);
        assertThat(requests(1, second.getFirst().seed()))
                .extracting(ScenarioExecutor.Request::order)
                .isEqualTo(second.stream().map(ScenarioExecutor.Request::order).toList());
        assertThat(both.get(1).order()).isNotEqualTo(second.get(1).order());
    }

    private static List<String> titles(boolean recorded, int repeat, String... names) {
        List<Scenario> scenarios = Stream.of(names)
                .map(name -> TestScripts.one("scenario: " + name + "\nsessions: [a]\nsteps: [{a: SELECT 1}]\n"))
                .toList();
        return plan(Servers.TIDB, recorded)
                .of(scenarios, new ScenarioOrder.Pace(repeat, 1, false, OptionalInt.empty()), 1, Instant.EPOCH)
                .stream()
                .map(item -> ((ParallelExecutor.Item.Execute) item).request().title())
                .toList();
    }

    @Test
    void equal_titles_are_numbered_where_a_history_is_recorded() {
        assertThat(titles(true, 1, "s", "t", "s", "s", "s (2)"))
                .containsExactly("s", "t", "s (2)", "s (3)", "s (2) (2)");
        assertThat(titles(true, 2, "s", "s")).containsExactly("s #1", "s #2", "s #1 (2)", "s #2 (2)");
        assertThat(titles(false, 1, "s", "s")).containsExactly("s", "s");
    }

    @Test
    void one_order_can_be_run_alone() {
        assertThat(items(OptionalInt.of(2)))
                .singleElement()
                .isInstanceOfSatisfying(ParallelExecutor.Item.Execute.class, item -> {
                    assertThat(item.request().title()).isEqualTo("s (order 2 of 3)");
                    assertThat(item.request().order())
                            .isEqualTo(requests(1, 7).get(1).order());
                });
    }

    @Test
    void order_that_a_scenario_does_not_have_is_an_error() {
        assertThat(items(OptionalInt.of(4)))
                .singleElement()
                .isInstanceOfSatisfying(ParallelExecutor.Item.Skip.class, item -> {
                    assertThat(item.result().status()).isEqualTo(ScenarioResult.Status.ERROR);
                    assertThat(item.result().why()).isEqualTo("it has no order 4 of its steps; it has 3");
                });
    }

    private static List<ParallelExecutor.Item> items(OptionalInt order) {
        return plan().of(List.of(SAMPLED), new ScenarioOrder.Pace(1, 1, false, order), 7, Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            mariadb       | v8.5.4         | unistore | not for TiDB
            tidb >= 8.5.6 | v8.5.4         | unistore | only for tidb >= 8.5.6, and this is TiDB v8.5.4 on unistore
            tidb >= 8.5.6 | CLOUD.202603.4 | tikv     | it depends on the version of TiDB, and 'CLOUD.202603.4' is not a version number
            tidb/unistore | v8.5.4         | ''       | it depends on the storage of TiDB, which the server reports as ''
            """)
    void a_scenario_that_is_not_for_the_server_is_skipped_with_the_reason(
            String onlyOn, String release, String store, String why) {
        Scenario scenario =
                TestScripts.one("scenario: s\nsessions: [a]\nsteps: [{a: SELECT 1}]\nonly-on: " + onlyOn + "\n");
        ServerVersion server = new ServerVersion(ServerVersion.Product.TIDB, release, "", store, false);

        List<ParallelExecutor.Item> items =
                plan(server).of(List.of(scenario), ScenarioOrder.Pace.ONCE, 1, Instant.EPOCH);

        assertThat(items)
                .singleElement()
                .isInstanceOfSatisfying(
                        ParallelExecutor.Item.Skip.class,
                        skip -> assertThat(skip.result().why()).isEqualTo(why));
    }
}
