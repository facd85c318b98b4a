package io.tidbclient.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The limits of what settings become: the last value that is allowed, and the first that is not. */
class PlanLimitsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final ConnectionSettings CONNECTION =
            ConnectionSettings.of("c1", new ServerAddress("db1", 4000), "root", Secret.EMPTY, "shop");

    @ParameterizedTest
    @CsvSource({"-1, 1", "1, 1", "0, 0", "0, -1", "0, 100001", "8, 8"})
    void a_share_is_one_of_as_many_as_there_are(int index, int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Shard(index, count))
                .withMessage("there is no share " + index + " of " + count);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "7, 8", "99999, 100000"})
    void the_last_share_is_one(int index, int count) {
        assertThat(new Shard(index, count).has(count + index)).isTrue();
    }

    @Test
    void a_port_is_1_to_65535_and_to_listen_0_is_any() {
        assertThat(new ServerAddress("db1", 1)).hasToString("db1:1");
        assertThat(new ServerAddress("::1", 65_535)).hasToString("[::1]:65535");
        assertThat(new ListenAddress("localhost", 0)).hasToString("localhost:0");
        assertThat(new ListenAddress("::1", 65_535)).hasToString("[::1]:65535");
        for (int port : new int[] {0, 65_536, -1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ServerAddress("db1", port))
                    .withMessage("port " + port + " is not between 1 and 65535");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HostSpec("db1", OptionalInt.of(port)))
                    .withMessage("port " + port + " is not between 1 and 65535");
        }
        for (int port : new int[] {-1, 65_536}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ListenAddress("db1", port))
                    .withMessage("no port: " + port);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerAddress(" ", 4000))
                .withMessage("the host is empty");
    }

    @Test
    void a_history_is_kept_for_a_day_at_least() {
        assertThat(new HistoryPlan(CONNECTION, "history", Duration.ofDays(1), "server").keep())
                .isEqualTo(Duration.ofDays(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HistoryPlan(
                        CONNECTION, "history", Duration.ofDays(1).minusMillis(1), "server"))
                .withMessage("a history of less than a day is kept in memory");
        for (List<String> names : List.of(List.of(" ", "server"), List.of("history", ""))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> new HistoryPlan(CONNECTION, names.getFirst(), Duration.ofDays(1), names.getLast()))
                    .withMessage("a history needs a database and the name of the server that writes it");
        }
    }

    @Test
    void a_breaker_counts_from_one_and_waits_for_some_time() {
        assertThatCode(() -> new BreakerSettings(1, Duration.ofNanos(1), Duration.ofNanos(1), 1))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerSettings(0, SECOND, SECOND, 1))
                .withMessage("a breaker counts from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerSettings(1, SECOND, SECOND, 0))
                .withMessage("a breaker counts from 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerSettings(1, Duration.ZERO, SECOND, 1))
                .withMessage("a breaker's times must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BreakerSettings(1, SECOND, Duration.ZERO, 1))
                .withMessage("a breaker's times must be longer than zero");
    }

    @Test
    void something_is_tried_once_at_least_and_the_first_delay_is_the_shortest() {
        assertThatCode(() -> new RetrySettings(1, SECOND, SECOND)).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(0, SECOND, SECOND))
                .withMessage("at least one attempt is needed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, Duration.ZERO, SECOND))
                .withMessage("the first delay must be positive and no longer than the longest");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RetrySettings(1, SECOND, SECOND.minusNanos(1)))
                .withMessage("the first delay must be positive and no longer than the longest");
    }

    @Test
    void a_timeout_is_longer_than_zero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(Duration.ZERO, SECOND))
                .withMessage("a timeout must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(SECOND, Duration.ZERO))
                .withMessage("a timeout must be longer than zero");
    }

    @Test
    void a_client_certificate_has_its_key() {
        Optional<Path> file = Optional.of(Path.of("client.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(SslMode.REQUIRED, Optional.empty(), file, Optional.empty()))
                .withMessage("a client certificate needs its key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlsSettings(SslMode.REQUIRED, Optional.empty(), Optional.empty(), file))
                .withMessage("a client key needs its certificate");
        assertThatCode(() -> new TlsSettings(SslMode.REQUIRED, Optional.empty(), file, file))
                .doesNotThrowAnyException();
    }

    @Test
    void a_connection_has_a_name_and_a_user_and_names_its_databases() {
        ServerAddress address = new ServerAddress("db1", 4000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.of(" ", address, "root", Secret.EMPTY))
                .withMessage("a connection needs a name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.of("c1", address, "", Secret.EMPTY))
                .withMessage("the user is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectionSettings.of("c1", address, "root", Secret.EMPTY, "shop", " "))
                .withMessage("the database's name is empty");
    }

    @Test
    void connections_are_100000_at_most_and_the_widest_decides_how_many_databases() {
        List<ConnectionSettings> most = IntStream.range(0, 100_000)
                .mapToObj(i -> CONNECTION.named("c" + i))
                .toList();
        List<ConnectionSettings> more = IntStream.range(0, 100_001)
                .mapToObj(i -> CONNECTION.named("c" + i))
                .toList();
        ConnectionSettings two =
                ConnectionSettings.of("c0", new ServerAddress("db2", 4000), "root", Secret.EMPTY, "shop", "crm");

        assertThat(new ConnectionPlan(most).size()).isEqualTo(100_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionPlan(more))
                .withMessage("100001 connections are too many");
        assertThat(new ConnectionPlan(List.of(CONNECTION, two)).mostDatabases()).isEqualTo(2);
    }

    @Test
    void other_timeouts_are_those_of_all_connections_of_a_plan() {
        Timeouts other = new Timeouts(SECOND, Duration.ofSeconds(2));
        ConnectionPlan plan = new ConnectionPlan(List.of(CONNECTION, CONNECTION.named("c2")));

        assertThat(plan.timeouts()).isEqualTo(Timeouts.DEFAULT);
        assertThat(plan.within(other).timeouts()).isEqualTo(other);
        assertThat(plan.within(other).connections())
                .containsExactly(
                        CONNECTION.within(other), CONNECTION.named("c2").within(other));
        assertThat(CONNECTION.within(other).databases()).containsExactly("shop");
    }

    @Test
    void other_tls_settings_are_those_of_the_connection() {
        TlsSettings other = TlsSettings.of(SslMode.VERIFY_CA);

        assertThat(CONNECTION.withTls(other).tls()).isEqualTo(other);
        assertThat(CONNECTION.withTls(other).withTls(CONNECTION.tls())).isEqualTo(CONNECTION);
    }

    @Test
    void what_repeats_does_so_at_least_once_and_every_second_at_most() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Plan.Every(Duration.ofMillis(999)))
                .withMessage("an interval of PT0.999S is shorter than a second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Repetition(new Plan.Every(SECOND), OptionalInt.of(0), false))
                .withMessage("a check cannot be repeated 0 times");
        assertThat(new Repetition(new Plan.Every(SECOND), OptionalInt.of(1), false).count())
                .hasValue(1);
    }

    @Test
    void directories_of_an_invocation_are_absolute() {
        Path relative = Path.of("work");
        Path absolute = relative.toAbsolutePath();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invocation(List.of(), List.of(), Map.of(), relative, absolute))
                .withMessage("the working and home directory must be absolute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invocation(List.of(), List.of(), Map.of(), absolute, relative))
                .withMessage("the working and home directory must be absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void a_whole_check_has_some_time_and_its_warning_no_negative_one(Duration limit) {
        CheckRequest request = CheckRequest.of(List.of(CONNECTION));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.within(limit))
                .withMessage("the timeout must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.warningBeforeExpiry(Duration.ofNanos(-1)))
                .withMessage("the time before a certificate's expiry must not be negative");
    }

    @Test
    void import_jobs_are_polled_every_second_at_most() {
        CheckRequest request = CheckRequest.of(List.of(CONNECTION));

        assertThat(request.watchingFor(SECOND, SECOND).interval()).isEqualTo(SECOND);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> request.watchingFor(SECOND, SECOND.minusNanos(1)))
                .withMessage("the interval must be at least a second");
    }

    @Test
    void pools_of_all_connections_count_together() {
        ConnectionPlan two = new ConnectionPlan(List.of(CONNECTION, CONNECTION.named("c2")));

        assertThat(pools(two, 50_000).poolSize()).isEqualTo(50_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pools(two, 50_001))
                .withMessage("2 pools of 50001 connections cannot be opened");
    }

    private static CheckRequest pools(ConnectionPlan plan, int size) {
        return new CheckRequest(
                plan,
                Duration.ZERO,
                SECOND,
                1,
                false,
                Optional.empty(),
                RetrySettings.DEFAULT,
                BreakerSettings.DEFAULT,
                size,
                Duration.ZERO);
    }

    @Test
    void a_request_on_other_connections_keeps_the_rest() {
        CheckRequest request =
                CheckRequest.of(List.of(CONNECTION)).failingFast().within(SECOND);
        ConnectionPlan other = new ConnectionPlan(List.of(CONNECTION.named("c2")));

        assertThat(request.on(other).plan()).isEqualTo(other);
        assertThat(request.on(other).on(request.plan())).isEqualTo(request);
        assertThat(request.withoutLimit().timeout()).isEmpty();
        assertThat(request.withoutLimit().failFast()).isTrue();
    }

    @Test
    void listed_connections_have_ids_of_their_own() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectionList(new Origin.Default(), List.of()))
                .withMessage("the list of connections is empty");
    }

    @Test
    void equal_secrets_are_equal_and_never_shown() {
        assertThat(Secret.of("geheim")).isEqualTo(Secret.of("geheim")).hasSameHashCodeAs(Secret.of("geheim"));
        assertThat(Secret.of("geheim")).isNotEqualTo(Secret.of("Geheim")).isNotEqualTo("geheim");
        assertThat(Secret.of("geheim").hashCode())
                .isNotEqualTo(Secret.of("offen").hashCode());
        assertThat(Secret.of("")).isSameAs(Secret.EMPTY);
        assertThat(Secret.of("geheim")).hasToString("********");
    }
}
