package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.testing.ManualTimer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What no session uses is dropped, and nothing else. */
class LeftoverCleanerTest {
    private static final ConnectionSettings SERVER = ScenarioContexts.settings("c1");
    private static final String OF_CLUSTER =
            "SELECT USER AS user, DB AS db FROM INFORMATION_SCHEMA.CLUSTER_PROCESSLIST";
    private static final String OF_SERVER = "SELECT USER AS user, DB AS db FROM INFORMATION_SCHEMA.PROCESSLIST";
    private static final Leftover OLD = new Leftover("aaaa0000", Leftover.Kind.DATABASE, "tidb_client_aaaa0000", "");
    private static final Leftover OLD_USER = new Leftover("aaaa0000", Leftover.Kind.USER, "tc_aaaa0000_app", "%");
    private static final Leftover USED = new Leftover("bbbb0000", Leftover.Kind.DATABASE, "tidb_client_bbbb0000", "");

    private final FakeSessions sessions = new FakeSessions();
    private final ManualTimer timer = ManualTimer.passing();
    private List<List<String>> connected = List.of();

    private static Answer table(List<String> columns, List<List<String>> rows) {
        return new Answer(columns, columns.stream().map(column -> false).toList(), rows, -1);
    }

    private LeftoverCleaner cleaner() {
        return cleaner(timer);
    }

    private LeftoverCleaner cleaner(ManualTimer clock) {
        sessions.answer("SELECT COUNT(*) AS seen", () -> table(List.of("seen"), List.of(List.of("1"))))
                .answer(
                        "SELECT SCHEMA_NAME",
                        () -> table(
                                List.of("name"),
                                Arrays.asList(
                                        List.of("tidb_client_aaaa0000"),
                                        List.of("tidb_client_bbbb0000"),
                                        List.of("tidb_client_history"),
                                        List.of("tidb_client_20240131"),
                                        List.of("tidb_client_AAAA0000"))))
                .answer(
                        "SELECT User",
                        () -> table(
                                List.of("name", "host"),
                                List.of(
                                        List.of("tc_aaaa0000_app", "%"),
                                        List.of("tc_other", "%"),
                                        List.of("tc_20240131_app", "%"))))
                .answer("SELECT USER AS user", () -> table(List.of("user", "db"), connected));
        return new LeftoverCleaner(sessions, clock);
    }

    private FoundLeftovers find() {
        return cleaner().find(SERVER);
    }

    @Test
    void what_a_session_uses_as_its_database_or_user_is_not_left_behind() {
        connected = List.of(List.of("root", "tidb_client_bbbb0000"), List.of("root", ""));

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(OLD_USER, OLD);
        assertThat(found.inUse()).containsExactly(USED);

        connected = List.of(List.of("tc_aaaa0000_app", ""), List.of("root", "tidb_client_bbbb0000"));
        assertThat(find().abandoned()).isEmpty();
    }

    @Test
    void what_is_used_a_moment_later_is_not_left_behind() {
        List<List<String>> later = new ArrayList<>();
        connected = later;
        sessions.when("SELECT User", () -> {
            if (sessions.log().stream()
                            .filter(line -> line.startsWith("SELECT User"))
                            .count()
                    == 2) {
                later.add(List.of("root", "tidb_client_aaaa0000"));
            }
        });

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(USED);
        assertThat(found.inUse()).containsExactly(OLD_USER, OLD);
        assertThat(timer.nanoTime()).isEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(sessions.log()).endsWith("close c1");
        assertThat(sessions.forgotten()).containsExactly("c1");
    }

    @Test
    void a_user_that_does_not_see_all_sessions_is_refused() {
        sessions.answer("SELECT COUNT(*) AS seen", () -> table(List.of("seen"), List.of(List.of("0"))));

        assertThatThrownBy(() -> new LeftoverSearch(sessions.open(SERVER)).find())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NO_PRIVILEGE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1051, 1109, 1146})
    void a_server_without_the_clusters_sessions_lists_its_own(int unknownTable) {
        sessions.when(OF_CLUSTER, FakeSessions.failing(FailureKind.STATEMENT_REFUSED, unknownTable));
        connected = List.of(List.of("root", "tidb_client_bbbb0000"));

        assertThat(find().inUse()).containsExactly(USED);
        assertThat(sessions.log()).doesNotContain("SHOW WARNINGS");
    }

    @ParameterizedTest
    @CsvSource({"NO_PRIVILEGE, 1142", "STATEMENT_ABORTED, 1317", "SERVER_UNAVAILABLE, 9005", "CONNECTION_LOST, 0"})
    void any_other_failure_of_the_clusters_sessions_ends_the_search(FailureKind kind, int code) {
        sessions.when(OF_CLUSTER, FakeSessions.failing(kind, code));

        assertThatThrownBy(this::find)
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo(code));
        assertThat(sessions.log()).noneMatch(line -> line.startsWith(OF_SERVER));
    }

    @Test
    void a_list_of_sessions_with_a_warning_is_refused_and_nothing_is_dropped() {
        sessions.answer(
                "SHOW WARNINGS",
                () -> table(
                        List.of("Level", "Code", "Message"),
                        List.of(List.of("Warning", "1105", "node 10.0.0.2:10080 is not reachable"))));

        LeftoverCleaner cleaner = cleaner();
        for (ThrowingCallable call :
                List.<ThrowingCallable>of(() -> cleaner.find(SERVER), () -> cleaner.drop(SERVER, List.of(OLD)))) {
            assertThatThrownBy(call).isInstanceOfSatisfying(FailureException.class, e -> {
                assertThat(e.failure().kind().category()).isEqualTo(FailureKind.FailureCategory.UNREACHED);
                assertThat(e.failure().sentence())
                        .startsWith("The list of the sessions of the cluster may be incomplete: warning 1105")
                        .endsWith("node 10.0.0.2:10080 is not reachable.");
            });
        }
        assertThat(sessions.log())
                .containsSubsequence(OF_CLUSTER, "SHOW WARNINGS")
                .noneMatch(line -> line.startsWith("DROP"));
    }

    @Test
    void a_server_without_the_clusters_sessions_lists_its_own_and_unreadable_users_are_noted() {
        sessions.when(OF_CLUSTER, FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1109))
                .when("SELECT User", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1142));
        connected = List.of(List.of("root", "tidb_client_bbbb0000"));

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(OLD);
        assertThat(found.inUse()).containsExactly(USED);
        assertThat(found.usersUnread()).contains("it failed");
    }

    @Test
    void users_and_databases_are_dropped_except_for_those_now_in_use_or_refused() {
        connected = List.of(List.of("root", "tidb_client_bbbb0000"));
        sessions.when("DROP USER", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        DropResult result;
        result = cleaner().drop(SERVER, List.of(OLD_USER, OLD, USED));

        assertThat(result)
                .isEqualTo(new DropResult(
                        List.of(OLD), Map.of(OLD_USER, "it failed", USED, "now in use"), Optional.empty()));
        assertThat(sessions.log())
                .contains("DROP USER IF EXISTS ?@?", "DROP DATABASE IF EXISTS `tidb_client_aaaa0000`")
                .doesNotContain("DROP DATABASE IF EXISTS `tidb_client_bbbb0000`");
    }

    @Test
    void connection_that_fails_during_the_drops_ends_them_and_what_was_dropped_before_is_known() {
        sessions.when("DROP DATABASE", FakeSessions.failing(FailureKind.CONNECTION_LOST, 0));

        DropResult result;
        result = cleaner().drop(SERVER, List.of(OLD_USER, OLD, USED));

        assertThat(result.dropped()).containsExactly(OLD_USER);
        assertThat(result.kept()).isEmpty();
        assertThat(result.interruption()).hasValueSatisfying(interruption -> {
            assertThat(interruption.at()).isEqualTo(OLD);
            assertThat(interruption.failure().kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        });
        assertThat(sessions.log())
                .filteredOn(line -> line.startsWith("DROP DATABASE"))
                .hasSize(1);
    }

    @Test
    void a_search_that_is_interrupted_before_its_second_look_ends_as_stopped() {
        LeftoverCleaner cleaner = cleaner(new ManualTimer());
        sessions.when("SELECT User", () -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> cleaner.find(SERVER))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the search was stopped");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(sessions.log()).endsWith("close c1");
    }
}
