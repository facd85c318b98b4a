package io.tidbclient.config;

import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckRequestTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void a_user_is_known() {
        asked = new Asked(directory).option("-u", "root");
    }

    @Test
    void connections_are_numbered_from_one_and_spread_over_the_hosts_in_turn() {
        CheckRequest request = asked.option("-H", "a,b:4001")
                .option("-P", "4005")
                .option("-n", "5")
                .check();

        assertThat(request.connections())
                .extracting(
                        ConnectionSettings::name,
                        connection -> connection.target().toString())
                .containsExactly(
                        Tuple.tuple("c1", "a:4005"),
                        Tuple.tuple("c2", "b:4001"),
                        Tuple.tuple("c3", "a:4005"),
                        Tuple.tuple("c4", "b:4001"),
                        Tuple.tuple("c5", "a:4005"));
    }

    @Test
    void the_defaults_make_one_connection() {
        CheckRequest request = asked.option("-H", "db").check();

        assertThat(request)
                .isEqualTo(new CheckRequest(
                        new ConnectionPlan(List.of(new ConnectionSettings(
                                "c1",
                                new ServerAddress("db", 4000),
                                "root",
                                Secret.EMPTY,
                                List.of(),
                                TlsSettings.of(SslMode.PREFERRED),
                                new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30))))),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        1,
                        false,
                        Optional.empty(),
                        new RetrySettings(3, Duration.ofMillis(100), Duration.ofSeconds(30)),
                        new BreakerSettings(5, Duration.ofSeconds(60), Duration.ofSeconds(30), 3),
                        1,
                        Duration.ofDays(14)));
    }

    @Test
    void everything_that_is_given_arrives() {
        CheckRequest request = asked.option("-H", "db")
                .option("-d", "shop")
                .option("-n", "10")
                .option("-t", "2m")
                .option("--interval", "5")
                .option("--parallel", "4")
                .option("--fail-fast")
                .option("--pool-size", "6")
                .option("--timeout", "1d")
                .option("--connect-timeout", "500ms")
                .option("--read-timeout", "7")
                .check();

        assertThat(request.plan().first().databases()).containsExactly("shop");
        assertThat(request.plan().first().timeouts())
                .isEqualTo(new Timeouts(Duration.ofMillis(500), Duration.ofSeconds(7)));
        assertThat(request.monitorDuration()).hasMinutes(2);
        assertThat(request.interval()).hasSeconds(5);
        assertThat(request.parallel()).isEqualTo(4);
        assertThat(request.failFast()).isTrue();
        assertThat(request.timeout()).contains(Duration.ofDays(1));
    }

    @Test
    void all_work_at_once_by_default_and_never_more_than_there_are() {
        assertThat(asked.option("-n", "10").check().parallel()).isEqualTo(10);
        assertThat(asked.option("--parallel", "50").check().parallel()).isEqualTo(10);
    }

    @Test
    void several_hosts_get_one_connection_each_by_default() {
        assertThat(asked.option("-H", "a,b,c").check().connections())
                .extracting(connection -> connection.target().host())
                .containsExactly("a", "b", "c");

        assertThat(asked.option("-n", "2").mistake())
                .isEqualTo("-n/--connections: 2 connections cannot reach 3 hosts; give at least as many as there are"
                        + " hosts.");
    }

    @Test
    void as_many_hosts_as_a_process_opens_connections_are_accepted() {
        String hosts = IntStream.range(0, 100_000).mapToObj(i -> "h" + i).collect(Collectors.joining(","));
        ResolvedSettings settings = asked.option("-H", hosts).resolve();

        assertThat(new ConnectionPlanner(settings, MistakeReporter.FIRST).size())
                .contains(100_000);
    }

    @Test
    void the_size_of_a_pool_comes_from_the_file_a_variable_or_an_option() {
        asked.yaml("pool-size: 2");
        assertThat(asked.check().poolSize()).isEqualTo(2);
        asked.variable("TIDB_POOL_SIZE", "3");
        assertThat(asked.check().poolSize()).isEqualTo(3);
        assertThat(asked.option("--pool-size", "100").check().poolSize()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource({
        "0, is out of range",
        "101, is out of range",
        "-1, is out of range",
        "2.5, is not a whole number",
        "many, is not a whole number"
    })
    void a_pool_has_1_to_100_connections(String size, String mistake) {
        assertThat(asked.option("--pool-size", size).mistake())
                .isEqualTo("--pool-size: '" + size + "' " + mistake + "; give 1 to 100.");
    }

    @Test
    void pools_together_have_no_more_connections_than_a_process_opens_and_the_password_is_not_asked_for() {
        ResolvedSettings settings =
                asked.option("-n", "2001").option("--pool-size", "50").resolve();

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CheckRequest.from(settings, any -> {
                    throw new AssertionError("asked although the pools are too many");
                }))
                .withMessage("--pool-size: 2001 pools of 50 connections are 100050; a process opens at most 100000."
                        + " Give a smaller pool, or fewer connections with -n.");
    }

    @Test
    void pools_together_may_have_as_many_connections_as_a_process_opens() {
        CheckRequest request =
                asked.option("-n", "2000").option("--pool-size", "50").check();

        assertThat(request.plan().size() * request.poolSize()).isEqualTo(100_000);
    }

    @Test
    void of_pools_only_those_of_this_share_count() {
        CheckRequest request = asked.option("-n", "2001")
                .option("--pool-size", "50")
                .option("--shard", "0/2")
                .check();

        assertThat(request.plan().size() * request.poolSize()).isEqualTo(50_050);
    }

    @Test
    void watching_may_be_turned_off() {
        assertThat(asked.option("-t", "0").check().monitorDuration()).isZero();
    }

    @Test
    void the_longest_delay_is_not_shorter_than_the_first() {
        assertThat(asked.option("--retry-delay", "1m").mistake())
                .isEqualTo(
                        "--retry-delay: 1m is longer than retry-max-delay, 30s; give a longer retry-max-delay as well.");
        assertThat(asked.option("--retry-max-delay", "10s").mistake())
                .isEqualTo("--retry-max-delay: 10s is shorter than retry-delay, 1m; give at least as much.");
    }

    @Test
    void the_password_is_asked_for_last_and_once() {
        int[] asks = {0};
        ResolvedSettings good = asked.option("-n", "3").resolve();
        CheckRequest request = CheckRequest.from(good, settings -> {
            asks[0]++;
            return Secret.of("geheim");
        });

        assertThat(asks[0]).isEqualTo(1);
        assertThat(request.connections())
                .extracting(connection -> connection.password().reveal())
                .containsExactly("geheim", "geheim", "geheim");
        assertThat(request.toString()).doesNotContain("geheim");

        ResolvedSettings bad = asked.option("--ssl-ca", "missing").resolve();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> CheckRequest.from(bad, settings -> {
                    throw new AssertionError("asked although the CA is missing");
                }));
    }

    @Test
    void waiting_has_a_timeout_by_default_and_knows_nothing_of_jobs() {
        ResolvedSettings settings = SettingsResolver.resolve(asked.invocation(CommandSettings.WAIT));

        assertThat(settings.get(RunOptions.TIMEOUT)).hasSeconds(60);
        assertThat(ConnectionPlan.from(settings, any -> Secret.EMPTY).size()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.find(ImportOptions.INTERVAL))
                .withMessage("the command did not ask for interval");
    }

    @Test
    void impossible_requests_cannot_be_made() {
        CheckRequest good = asked.check();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckRequest(
                        good.plan(),
                        Duration.ofSeconds(-1),
                        good.interval(),
                        1,
                        false,
                        good.timeout(),
                        good.retry(),
                        good.breaker(),
                        1,
                        good.warnCertExpiry()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckRequest(
                        good.plan(),
                        good.monitorDuration(),
                        Duration.ofMillis(999),
                        1,
                        false,
                        good.timeout(),
                        good.retry(),
                        good.breaker(),
                        1,
                        good.warnCertExpiry()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CheckRequest(
                        good.plan(),
                        good.monitorDuration(),
                        good.interval(),
                        2,
                        false,
                        good.timeout(),
                        good.retry(),
                        good.breaker(),
                        1,
                        good.warnCertExpiry()));
        for (int size : new int[] {0, 100_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CheckRequest(
                            good.plan(),
                            good.monitorDuration(),
                            good.interval(),
                            1,
                            false,
                            good.timeout(),
                            good.retry(),
                            good.breaker(),
                            size,
                            good.warnCertExpiry()));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionPlan(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionPlan(
                        List.of(good.plan().first(), good.plan().first())))
                .withMessage("two connections have the name c1");
    }
}
