package io.tidbclient.serve.history;

import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.JobView;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

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

    private static JobView job() {
        StatusBoard board = new StatusBoard(RecordedPolls.BEGIN);
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        new Imports("prod").run(board, 0, 4);
        return board.latest().target("prod").orElseThrow().jobs().find(7).orElseThrow();
    }
}
