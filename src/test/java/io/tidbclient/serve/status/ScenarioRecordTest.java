package io.tidbclient.serve.status;

import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioRecordTest {
    @Test
    void a_suite_passes_only_when_something_was_run_and_all_of_it_passed() {
        assertThat(status(Scenarios.passed(), Scenarios.skipped())).isEqualTo(Status.PASSED);
        assertThat(status(Scenarios.passed(), Scenarios.failed(), Scenarios.broken()))
                .isEqualTo(Status.FAILED);
        assertThat(status(Scenarios.passed(), Scenarios.broken(), Scenarios.stopped()))
                .isEqualTo(Status.ERROR);
        assertThat(status(Scenarios.passed(), Scenarios.stopped())).isEqualTo(Status.STOPPED);
        assertThat(status(Scenarios.skipped(), Scenarios.skipped())).isEqualTo(Status.SKIPPED);
        assertThat(status()).isEqualTo(Status.ERROR);
    }

    @Test
    void a_pass_that_left_something_behind_is_none() {
        ScenarioRecord record = run(Scenarios.passedLeaving("database tidb_client_a01b2c3d"));

        assertThat(record.status()).isEqualTo(Status.ERROR);
        assertThat(record.sentence()).isEqualTo("1 of 1 scenario passed; some objects could not be removed");
        assertThat(record.leftOvers()).containsExactly("database tidb_client_a01b2c3d: the connection was lost");
    }

    @Test
    void the_sentence_says_what_was_different_and_in_a_suite_where() {
        assertThat(run(Scenarios.failed()).sentence()).isEqualTo("step 2 by b: expected 50, got 100");
        assertThat(run(Scenarios.passed(), Scenarios.failed()).sentence())
                .isEqualTo("lost update: step 2 by b: expected 50, got 100");
        assertThat(run(Scenarios.skipped()).sentence()).isEqualTo("not for MariaDB");
        assertThat(run(Scenarios.broken()).sentence()).isEqualTo("setup: Table 'x' doesn't exist.");
        assertThat(run(Scenarios.passed()).sentence()).isEqualTo("1 of 1 scenario passed");
    }

    @Test
    void a_pass_that_rests_on_a_deduction_has_its_note() {
        assertThat(run(Scenarios.passedWith("the wait is deduced"), Scenarios.passedWith("the wait is deduced"))
                        .notes())
                .containsExactly("the wait is deduced");
    }

    @Test
    void a_run_that_could_not_begin_says_why() {
        ScenarioRecord record = ScenarioRecord.prevented(3, Instant.EPOCH, "the CA cannot be read");

        assertThat(record.status()).isEqualTo(Status.ERROR);
        assertThat(record.sentence()).isEqualTo("no scenario was run: the CA cannot be read");
        assertThat(record.endedAt()).isEqualTo(Instant.EPOCH);
    }

    private static Status status(ScenarioResult... results) {
        return run(results).status();
    }

    private static ScenarioRecord run(ScenarioResult... results) {
        return Scenarios.run(1, Duration.ZERO, results);
    }
}
