package io.tidbclient.serve.status;

import io.tidbclient.output.Runs;
import io.tidbclient.serve.status.TargetView.Condition;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ServerSnapshotTest {
    private static final Instant START = Runs.START;

    @Test
    void target_is_unknown_until_its_first_check_has_ended() {
        ServerSnapshot server = after(configured("prod", "test"), new ServerEvent.CheckStarted("prod", START));

        assertThat(server.targets())
                .extracting(TargetView::condition)
                .containsExactly(Condition.UNKNOWN, Condition.UNKNOWN);
        assertThat(server.target("prod").orElseThrow().checking()).contains(START);
        assertThat(server.allTried()).isFalse();
    }

    @Test
    void condition_follows_from_the_last_check() {
        ServerSnapshot up = after(configured("prod"), ended("prod", Checks.up(Duration.ofSeconds(1))));
        assertThat(up.target("prod").orElseThrow().condition()).isEqualTo(Condition.UP);
        assertThat(up.target("prod").orElseThrow().checking()).isEmpty();
        assertThat(up.count(Condition.UP)).isEqualTo(1);
        assertThat(up.allTried()).isTrue();

        ServerSnapshot down = up.after(ended("prod", Checks.down(Duration.ofSeconds(2))));
        TargetView view = down.target("prod").orElseThrow();
        assertThat(view.condition()).isEqualTo(Condition.DOWN);
        assertThat(view.lastFailed().flatMap(CheckRecord::failure)).contains(Runs.REFUSED.at("", "Connecting"));
    }

    @Test
    void server_that_is_down_keeps_the_facts_of_the_last_success() {
        ServerSnapshot server = after(
                configured("prod"),
                ended("prod", Checks.up(Duration.ofSeconds(1))),
                ended("prod", Checks.down(Duration.ofSeconds(2))));

        TargetView view = server.target("prod").orElseThrow();
        assertThat(view.facts().orElseThrow().connections().getFirst().version())
                .contains(Runs.TIDB);
    }

    @Test
    void a_target_that_is_configured_otherwise_keeps_its_checks_and_nothing_of_its_server() {
        ServerSnapshot server = after(
                configured("prod"),
                ended("prod", Checks.up(Duration.ofSeconds(1))),
                new ServerEvent.TargetsConfigured(List.of("prod"), Set.of("prod")));

        TargetView view = server.target("prod").orElseThrow();
        assertThat(view.condition()).isEqualTo(Condition.UP);
        assertThat(view.checks()).isEqualTo(1);
        assertThat(view.facts()).isEmpty();
        assertThat(view.jobs()).isEqualTo(TargetJobs.NONE);
    }

    @Test
    void since_is_when_the_condition_changed() {
        ServerSnapshot server = after(
                configured("prod"),
                ended("prod", Checks.up(Duration.ofSeconds(1))),
                ended("prod", Checks.up(Duration.ofSeconds(2))));
        assertThat(server.target("prod").orElseThrow().since()).contains(START.plusSeconds(1));

        ServerSnapshot down = server.after(ended("prod", Checks.down(Duration.ofSeconds(3))));
        assertThat(down.target("prod").orElseThrow().since()).contains(START.plusSeconds(3));
    }

    @Test
    void check_that_was_stopped_does_not_count() {
        ServerSnapshot server = after(
                configured("prod"),
                ended("prod", Checks.up(Duration.ofSeconds(1))),
                new ServerEvent.CheckStarted("prod", START),
                new ServerEvent.CheckStopped("prod"));

        TargetView view = server.target("prod").orElseThrow();
        assertThat(view.checks()).isEqualTo(1);
        assertThat(view.checking()).isEmpty();
        assertThat(view.condition()).isEqualTo(Condition.UP);
    }

    @Test
    void latest_checks_are_kept_the_last_one_first() {
        ServerSnapshot server = configured("prod");
        for (int second = 1; second <= TargetView.MOST_RECENT + 5; second++) {
            server = server.after(ended("prod", Checks.up(Duration.ofSeconds(second))));
        }
        assertThat(server.target("prod").orElseThrow().recent())
                .hasSize(TargetView.MOST_RECENT)
                .first()
                .extracting(CheckRecord::number)
                .isEqualTo(TargetView.MOST_RECENT + 5L);
    }

    @Test
    void new_configuration_keeps_what_is_known_of_targets_that_stay() {
        ServerSnapshot server = after(
                configured("prod", "old"),
                ended("prod", Checks.up(Duration.ofSeconds(1))),
                new ServerEvent.TargetsConfigured(List.of("new", "prod")));

        assertThat(server.targets()).extracting(TargetView::name).containsExactly("new", "prod");
        assertThat(server.targets()).extracting(TargetView::condition).containsExactly(Condition.UNKNOWN, Condition.UP);
    }

    @Test
    void a_history_is_continued_and_leaves_the_target_unknown_until_it_is_checked() {
        ServerSnapshot read = after(configured("prod"), new ServerEvent.HistoryRead("prod", past()));
        TargetView unknown = read.target("prod").orElseThrow();
        assertThat(unknown.condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(unknown.checks()).isZero();
        assertThat(read.allTried()).isFalse();
        assertThat(unknown.trend().slots()).hasSize(1);

        TargetView view = read.after(ended("prod", Checks.up(Duration.ofSeconds(5))))
                .target("prod")
                .orElseThrow();
        assertThat(view.recent()).extracting(CheckRecord::number).containsExactly(41L, 40L);
        assertThat(view.checks()).isEqualTo(1);
        assertThat(view.since()).contains(START.minusSeconds(60));

        TargetView down = read.after(ended("prod", Checks.down(Duration.ofSeconds(5))))
                .target("prod")
                .orElseThrow();
        assertThat(down.since()).contains(START.plusSeconds(5));
    }

    @Test
    void a_history_that_is_read_late_stands_behind_what_was_checked_meanwhile() {
        TargetView same = after(
                        configured("prod"),
                        ended("prod", Checks.up(Duration.ofSeconds(5))),
                        new ServerEvent.HistoryRead("prod", past()))
                .target("prod")
                .orElseThrow();
        assertThat(same.recent()).extracting(CheckRecord::number).containsExactly(1L, 40L);
        assertThat(same.since()).contains(START.minusSeconds(60));
        assertThat(same.trend().slots().getFirst().checks()
                        + same.trend().slots().getLast().checks())
                .isGreaterThanOrEqualTo(2);

        TargetView changed = after(
                        configured("prod"),
                        ended("prod", Checks.down(Duration.ofSeconds(5))),
                        new ServerEvent.HistoryRead("prod", past()))
                .target("prod")
                .orElseThrow();
        assertThat(changed.condition()).isEqualTo(Condition.DOWN);
        assertThat(changed.since()).contains(START.plusSeconds(5));
    }

    @Test
    void a_history_is_taken_in_once() {
        ServerSnapshot read = after(configured("prod"), new ServerEvent.HistoryRead("prod", past()));

        assertThat(read.after(new ServerEvent.HistoryRead("prod", past())).targets())
                .isEqualTo(read.targets());
    }

    @Test
    void what_a_history_has_of_the_server_is_known_until_a_check_succeeds_or_the_target_is_configured_otherwise() {
        ServerSnapshot read = after(configured("prod"), new ServerEvent.HistoryRead("prod", past()));

        assertThat(pastVersion(read)).contains("TiDB v8.5.3");
        assertThat(pastVersion(after(read, ended("prod", Checks.down(Duration.ofSeconds(5))))))
                .contains("TiDB v8.5.3");
        assertThat(pastVersion(after(read, ended("prod", Checks.up(Duration.ofSeconds(5))))))
                .isEmpty();
        assertThat(pastVersion(after(read, new ServerEvent.TargetsConfigured(List.of("prod"), Set.of("prod")))))
                .isEmpty();
        assertThat(pastVersion(after(
                        configured("prod"),
                        ended("prod", Checks.up(Duration.ofSeconds(5))),
                        new ServerEvent.HistoryRead("prod", past()))))
                .isEmpty();
    }

    private static Optional<String> pastVersion(ServerSnapshot server) {
        return server.target("prod").orElseThrow().server().past().map(PastServer::version);
    }

    /** One check that succeeded, the fortieth, a second after the start of all. */
    private static TargetPast past() {
        CheckRecord last = CheckRecord.of(40, Checks.up(Duration.ofSeconds(1)));
        return new TargetPast(
                List.of(last),
                Optional.of(START.minusSeconds(60)),
                Optional.of(new PastServer(last.endedAt(), "TiDB v8.5.3", "TLSv1.2", Optional.empty())),
                Trend.EMPTY.with(last).slots(),
                List.of());
    }

    @Test
    void late_event_of_a_target_that_was_removed_changes_nothing() {
        ServerSnapshot server = configured("prod");

        assertThat(server.after(ended("old", Checks.up(Duration.ZERO)))).isEqualTo(server);
    }

    private static ServerSnapshot configured(String... names) {
        return ServerSnapshot.first(START).after(new ServerEvent.TargetsConfigured(List.of(names)));
    }

    private static ServerSnapshot after(ServerSnapshot server, ServerEvent... events) {
        ServerSnapshot after = server;
        for (ServerEvent event : events) {
            after = after.after(event);
        }
        return after;
    }

    private static ServerEvent ended(
            String target, io.tidbclient.engine.RunResult<io.tidbclient.check.CheckSnapshot> result) {
        return new ServerEvent.CheckEnded(target, result);
    }
}
