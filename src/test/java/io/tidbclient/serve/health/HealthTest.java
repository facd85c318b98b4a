package io.tidbclient.serve.health;

import io.tidbclient.output.Runs;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class HealthTest {
    private final StatusBoard board = new StatusBoard(Runs.START);
    private long nanos;
    private final Heartbeat heartbeat = new Heartbeat(() -> nanos);
    private boolean stopping;
    private boolean requiresTargets;

    HealthTest() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod", "test")));
    }

    @Test
    void live_while_the_scheduler_beats() {
        nanos = Duration.ofSeconds(30).toNanos();
        assertThat(get("live").status()).isEqualTo(200);

        nanos = Duration.ofSeconds(31).toNanos();
        assertThat(get("live").status()).isEqualTo(503);
        assertThat(text(get("live"))).contains("\"silentSeconds\" : 31");

        heartbeat.beat();
        assertThat(get("live").status()).isEqualTo(200);
    }

    @Test
    void ready_and_started_once_each_target_was_tried_whatever_came_of_it() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));
        assertThat(get("ready").status()).isEqualTo(503);
        assertThat(get("started").status()).isEqualTo(503);
        assertThat(text(get("started"))).contains("\"untried\" : 1");

        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(1))));
        assertThat(get("ready").status()).isEqualTo(200);
        assertThat(get("started").status()).isEqualTo(200);
    }

    @Test
    void neither_ready_nor_started_before_there_are_targets() {
        board.add(new ServerEvent.TargetsConfigured(List.of()));

        assertThat(get("ready").status()).isEqualTo(503);
        assertThat(get("started").status()).isEqualTo(503);
    }

    @Test
    void ready_requires_targets_that_are_up_only_where_that_is_asked_for() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));
        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(1))));
        requiresTargets = true;

        assertThat(get("ready").status()).isEqualTo(503);
        assertThat(text(get("ready"))).contains("\"notUp\" : 1");
        assertThat(get("started").status()).isEqualTo(200);
    }

    @Test
    void server_that_stops_is_live_but_not_ready() {
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(1))));
        board.add(new ServerEvent.CheckEnded("test", Checks.up(Duration.ofSeconds(1))));
        stopping = true;

        assertThat(get("ready").status()).isEqualTo(503);
        assertThat(get("live").status()).isEqualTo(200);
    }

    private Answer get(String which) {
        return new Health(board::latest, heartbeat, () -> stopping, requiresTargets)
                .endpoints()
                .get("/health/" + which)
                .answer(new Request("/health/" + which, Map.of(), Map.of(), ""));
    }

    private static String text(Answer answer) {
        return answer.body();
    }
}
