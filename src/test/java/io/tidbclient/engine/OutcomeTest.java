package io.tidbclient.engine;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTest {
    @ParameterizedTest
    @CsvSource({"1, HANGUP, hangup", "2, INTERRUPTED, interrupted", "15, TERMINATED, terminated"})
    void a_signal_has_an_outcome_of_its_own(int signal, Outcome outcome, String label) {
        assertThat(Outcome.ofSignal(signal)).isEqualTo(outcome);
        assertThat(outcome.label()).isEqualTo(label);
        assertThat(outcome.isInterrupted()).isTrue();
        assertThat(outcome.isStopped()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void each_is_found_by_its_label(Outcome outcome) {
        assertThat(Outcome.labelled(outcome.label())).contains(outcome);
    }

    @Test
    void a_label_that_no_outcome_has_finds_none() {
        assertThat(Outcome.labelled("TIMED_OUT")).isEmpty();
        assertThat(Outcome.TIMED_OUT.label()).isEqualTo("timed-out");
    }

    @Test
    void only_success_is_success_and_a_time_limit_stops_without_a_signal() {
        assertThat(Outcome.values()).filteredOn(Outcome::isSuccess).containsExactly(Outcome.SUCCESS);
        assertThat(Outcome.TIMED_OUT.isStopped()).isTrue();
        assertThat(Outcome.TIMED_OUT.isInterrupted()).isFalse();
        assertThat(Outcome.FAILED.isStopped()).isFalse();
    }
}
