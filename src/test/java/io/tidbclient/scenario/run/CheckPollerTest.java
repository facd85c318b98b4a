package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Servers;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

import static org.assertj.core.api.Assertions.assertThat;

/** A check that has time is made again until it holds. Time passes only while the poller pauses. */
class CheckPollerTest {
    private long now;
    private int reads;

    private static Check check(String more) {
        return TestScripts.one("""
                scenario: s
                sessions: [a]
                steps: [{a: SELECT 1}]
                checks: [{sql: SELECT v, rows: [[x]]%s}]
                """.formatted(more)).checks().getFirst();
    }

    private static StepResult rows(String value) {
        return new StepResult(
                Optional.of(FakeSessions.rows(value)), Optional.empty(), "", 0, Instant.EPOCH, Duration.ZERO);
    }

    private CheckPoller.Found make(Check check, IntFunction<StepResult> results) throws InterruptedException {
        return new CheckPoller(
                        (sql, known) -> results.apply(++reads),
                        Servers.TIDB,
                        () -> now,
                        pause -> now += pause.toNanos())
                .make(check, Map.of());
    }

    @Test
    void a_check_without_time_is_made_once() throws InterruptedException {
        CheckPoller.Found found = make(check(""), read -> rows("y"));

        assertThat(reads).isEqualTo(1);
        assertThat(found.failure().orElseThrow().sentence())
                .isEqualTo(
                        "s.yaml:4:10: check: SELECT v: expected (x), got (y); row 1, column v: expected 'x', got 'y'");
    }

    @Test
    void it_is_made_again_until_it_holds() throws InterruptedException {
        CheckPoller.Found found = make(check(", eventually: 5s"), read -> switch (read) {
            case 1 -> rows("y");
            case 2 ->
                new StepResult(
                        Optional.empty(),
                        Optional.of(ControllerHarness.failure(FailureKind.STATEMENT_REFUSED, 1146, "42S02")),
                        "no such table",
                        0,
                        Instant.EPOCH,
                        Duration.ZERO);
            default -> rows("x");
        });

        assertThat(found.failure()).isEmpty();
        assertThat(found.shown()).isEqualTo("(x) (after 200 ms)");
        assertThat(reads).isEqualTo(3);
        assertThat(found.reads()).isEqualTo(3);
    }

    @Test
    void it_fails_when_its_time_has_expired_with_what_was_read_last() throws InterruptedException {
        CheckPoller.Found found = make(check(", eventually: 1s"), read -> rows("y" + read));

        assertThat(reads).isEqualTo(11);
        assertThat(found.failure().orElseThrow())
                .extracting(ExpectationFailure::expected, ExpectationFailure::got)
                .containsExactly("(x) within 1000 ms", "(y11)");
        assertThat(Duration.ofNanos(now)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void the_last_read_is_at_the_time_limit() throws InterruptedException {
        CheckPoller.Found found = make(check(", eventually: 250ms"), read -> read == 4 ? rows("x") : rows("y"));

        assertThat(found.failure()).isEmpty();
        assertThat(Duration.ofNanos(now)).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void what_holds_at_once_says_nothing_of_time() throws InterruptedException {
        assertThat(make(check(", eventually: 1s"), read -> rows("x")).shown()).isEqualTo("(x)");
        assertThat(now).isZero();
    }
}
