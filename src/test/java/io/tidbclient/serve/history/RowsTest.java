package io.tidbclient.serve.history;

import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class RowsTest {
    private final FakeSession session = new FakeSession();

    @Test
    void a_job_that_was_seen_later_is_not_overwritten() {
        new JobRows(session).write("a", new HistoryRecord.Job("prod", job(), Imports.at(4)));

        String update = session.statements.getFirst().split("ON DUPLICATE KEY UPDATE", -1)[1];
        for (String column : List.of("server", "table_name", "status", "ended_at", "job")) {
            assertThat(update)
                    .contains("%1$s = IF(VALUES(last_seen_at) >= last_seen_at, VALUES(%1$s), %1$s)".formatted(column));
        }
        List<String> assigned = Pattern.compile("(\\w+) = (IF|GREATEST)")
                .matcher(update)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(assigned)
                .startsWith("first_seen_at")
                .endsWith("last_seen_at")
                .hasSize(7);
    }

    @Test
    void a_state_may_have_begun_before_the_day_that_is_read() {
        CheckRows checks = new CheckRows(session);
        assertThat(checks.since("prod", true, Imports.at(0))).isEmpty();
        assertThat(checks.since("prod", false, Imports.at(0))).isEmpty();

        assertThat(session.statements)
                .allMatch(sql -> sql.contains("WHERE target = ? AND ended_at < ?") && !sql.contains(">= ?"));
        assertThat(session.statements.getFirst()).endsWith("outcome <> 'success'");
        assertThat(session.statements.get(2)).endsWith("outcome = 'success'");
        String until = Columns.time(Imports.at(0));
        assertThat(session.parameters.get(0)).containsExactly("prod", until);
        assertThat(session.parameters.get(1)).containsExactly("prod", until, "1970-01-01 00:00:00.000000");
    }

    @Test
    void the_server_is_that_of_the_last_check_that_succeeded_however_long_ago() {
        assertThat(new CheckRows(session).server("prod", Imports.at(0))).isEmpty();

        assertThat(session.statements.getFirst())
                .endsWith("WHERE target = ? AND ended_at < ? AND outcome = 'success' ORDER BY ended_at DESC LIMIT 1");
        assertThat(session.parameters.getFirst()).containsExactly("prod", Columns.time(Imports.at(0)));
    }

    @Test
    void a_server_deletes_what_it_wrote_by_the_clock_of_the_database() {
        session.affected = 1_000;
        assertThat(new CheckRows(session).prune("a", Duration.ofDays(30), 1_000))
                .isTrue();
        assertThat(new JobRows(session).prune("a", Duration.ofDays(1), 1_001)).isFalse();

        assertThat(session.statements)
                .containsExactly(
                        "DELETE FROM tidb_client_checks WHERE server = ?"
                                + " AND ended_at < UTC_TIMESTAMP(6) - INTERVAL 2592000 SECOND LIMIT 1000",
                        "DELETE FROM tidb_client_jobs WHERE server = ?"
                                + " AND last_seen_at < UTC_TIMESTAMP(6) - INTERVAL 86400 SECOND LIMIT 1001");
        assertThat(session.parameters).containsOnly(List.of("a"));
    }

    private static JobView job() {
        StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        new Imports("prod").run(board, 0, 4);
        return board.latest().target("prod").orElseThrow().jobs().find(7).orElseThrow();
    }
}
