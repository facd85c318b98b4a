package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What no session uses is dropped, and nothing else. */
class LeftoverCleanerTest {
    private static final ConnectionSettings SERVER = ScenarioContexts.settings("c1");
    private static final Leftover OLD = new Leftover("0000aaaa", Leftover.Kind.DATABASE, "tidb_client_0000aaaa", "");
    private static final Leftover OLD_USER = new Leftover("0000aaaa", Leftover.Kind.USER, "tc_0000aaaa_app", "%");
    private static final Leftover USED = new Leftover("0000bbbb", Leftover.Kind.DATABASE, "tidb_client_0000bbbb", "");

    private final FakeSessions sessions = new FakeSessions();
    private List<List<String>> connected = List.of();

    private static Answer table(List<String> columns, List<List<String>> rows) {
        return new Answer(columns, columns.stream().map(column -> false).toList(), rows, -1);
    }

    private LeftoverCleaner cleaner(ScheduledExecutorService timer) {
        sessions.answer("SELECT COUNT(*) AS seen", () -> table(List.of("seen"), List.of(List.of("1"))))
                .answer(
                        "SELECT SCHEMA_NAME",
                        () -> table(
                                List.of("name"),
                                Arrays.asList(
                                        List.of("tidb_client_0000aaaa"),
                                        List.of("tidb_client_0000bbbb"),
                                        List.of("tidb_client_history"),
                                        List.of("tidb_client_0000AAAA"))))
                .answer(
                        "SELECT User",
                        () -> table(
                                List.of("name", "host"),
                                List.of(List.of("tc_0000aaaa_app", "%"), List.of("tc_other", "%"))))
                .answer("SELECT USER AS user", () -> table(List.of("user", "db"), connected));
        return new LeftoverCleaner(sessions, timer);
    }

    private FoundLeftovers find() {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            return cleaner(timer).find(SERVER);
        }
    }

    @Test
    void what_a_session_uses_as_its_database_or_user_is_not_left_behind() {
        connected = List.of(List.of("root", "tidb_client_0000bbbb"), List.of("root", ""));

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(OLD_USER, OLD);
        assertThat(found.inUse()).containsExactly(USED);

        connected = List.of(List.of("tc_0000aaaa_app", ""), List.of("root", "tidb_client_0000bbbb"));
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
                later.add(List.of("root", "tidb_client_0000aaaa"));
            }
        });

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(USED);
        assertThat(found.inUse()).containsExactly(OLD_USER, OLD);
    }

    @Test
    void a_user_that_does_not_see_all_sessions_is_refused() {
        sessions.answer("SELECT COUNT(*) AS seen", () -> table(List.of("seen"), List.of(List.of("0"))));

        assertThatThrownBy(() -> new LeftoverSearch(sessions.open(SERVER)).find())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NO_PRIVILEGE));
    }

    @Test
    void a_server_without_the_clusters_sessions_lists_its_own_and_unreadable_users_are_noted() {
        sessions.when(
                        "SELECT USER AS user, DB AS db FROM INFORMATION_SCHEMA.CLUSTER",
                        FakeSessions.failing(FailureKind.STATEMENT_REFUSED, 1109))
                .when("SELECT User", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1142));
        connected = List.of(List.of("root", "tidb_client_0000bbbb"));

        FoundLeftovers found = find();

        assertThat(found.abandoned()).containsExactly(OLD);
        assertThat(found.inUse()).containsExactly(USED);
        assertThat(found.notes()).containsExactly("users were not looked for: it failed");
    }

    @Test
    void users_and_databases_are_dropped_except_for_those_in_use_by_now_or_refused() {
        connected = List.of(List.of("root", "tidb_client_0000bbbb"));
        sessions.when("DROP USER", FakeSessions.failing(FailureKind.NO_PRIVILEGE, 1227));

        Map<Leftover, String> kept;
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor()) {
            kept = cleaner(timer).drop(SERVER, List.of(OLD_USER, OLD, USED));
        }

        assertThat(kept).containsExactlyInAnyOrderEntriesOf(Map.of(OLD_USER, "it failed", USED, "in use by now"));
        assertThat(sessions.log())
                .contains("DROP USER IF EXISTS ?@?", "DROP DATABASE IF EXISTS `tidb_client_0000aaaa`")
                .doesNotContain("DROP DATABASE IF EXISTS `tidb_client_0000bbbb`");
    }
}
