package io.tidbclient.check;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Why each state of a check is left, as users read it with --verbose. */
class CheckReasonsTest {
    private final FakeServerCheck check = new FakeServerCheck();

    @AfterEach
    void stop() {
        check.close();
    }

    @Test
    void each_state_of_a_single_connection_is_left_with_its_reason() {
        assertThat(reasons().subList(2, 8))
                .containsExactly(
                        "root at 127.0.0.1:4000, TLS disabled",
                        "logged in",
                        "answered by db1",
                        "no database was asked for",
                        "TiDB v8.5.4",
                        "no import job is active");
    }

    @Test
    void each_state_of_a_pool_is_left_with_its_reason() {
        check.poolSize(3);

        assertThat(reasons()).contains("3 connections logged in");
    }

    private List<String> reasons() {
        assertThat(check.finish(check.start(1)).verdict().outcome()).isEqualTo(Outcome.SUCCESS);
        return check.events().all().stream()
                .filter(RunEvent.Transitioned.class::isInstance)
                .map(event -> ((RunEvent.Transitioned) event).reason())
                .toList();
    }
}
