package io.tidbclient.engine;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class VerdictsTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final StateFold fold = new StateFold();
    private RunSnapshot current = fold.first(List.of("c1", "c2", "c3"), NOW);

    @Test
    void all_completed_is_success() {
        ends(1, State.TerminalState.COMPLETED);
        ends(2, State.TerminalState.COMPLETED);
        ends(3, State.TerminalState.COMPLETED);

        assertThat(verdict(null)).isEqualTo(new RunVerdict(Outcome.SUCCESS, "3 of 3 connections completed"));
    }

    @Test
    void a_connection_that_never_ended_is_no_success() {
        ends(1, State.TerminalState.COMPLETED);
        ends(2, State.TerminalState.COMPLETED);

        assertThat(verdict(null))
                .isEqualTo(new RunVerdict(
                        Outcome.FAILED, "not every connection was checked; 2 of 3 connections completed"));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void one_failure_among_successes_is_failed_unless_it_is_an_internal_error(FailureKind kind) {
        ends(1, State.TerminalState.COMPLETED);
        ends(2, State.TerminalState.COMPLETED);
        fails(3, kind);

        assertThat(verdict(null).outcome())
                .isEqualTo(
                        kind.category() == FailureKind.FailureCategory.TOOL ? Outcome.INTERNAL_ERROR : Outcome.FAILED);
    }

    @Test
    void fail_fast_has_the_outcome_of_the_failure_that_stopped_it() {
        fails(1, FailureKind.CONNECTION_REFUSED);
        ends(2, State.TerminalState.CANCELLED);
        ends(3, State.TerminalState.CANCELLED);

        assertThat(verdict(new StopCause.FailFast("c1")))
                .isEqualTo(new RunVerdict(Outcome.UNREACHABLE, "0 of 3 connections completed, 1 failed, 2 cancelled"));
    }

    @Test
    void time_that_is_up_is_giving_up() {
        ends(1, State.TerminalState.COMPLETED);
        ends(2, State.TerminalState.CANCELLED);
        ends(3, State.TerminalState.CANCELLED);

        assertThat(verdict(new StopCause.OutOfTime(Duration.ofSeconds(90))))
                .isEqualTo(new RunVerdict(
                        Outcome.TIMED_OUT,
                        "gave up: the time limit of 90s was reached; 1 of 3 connections completed, 2 cancelled"));
    }

    @Test
    void a_signal_is_128_and_its_number() {
        assertThat(verdict(new StopCause.Interrupted(2)).outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(verdict(new StopCause.Interrupted(15)).outcome()).isEqualTo(Outcome.TERMINATED);
    }

    @Test
    void a_signal_after_every_connection_was_checked_interrupted_what_follows_alone() {
        ends(1, State.TerminalState.COMPLETED);
        ends(2, State.TerminalState.COMPLETED);
        ends(3, State.TerminalState.COMPLETED);

        assertThat(verdict(new StopCause.Interrupted(2)))
                .isEqualTo(new RunVerdict(
                        Outcome.INTERRUPTED,
                        "interrupted after every connection was checked; 3 of 3 connections completed"));
    }

    private RunVerdict verdict(StopCause stopped) {
        return Verdicts.of(current, Optional.ofNullable(stopped));
    }

    private void ends(int connection, State.TerminalState terminalState) {
        ends(connection, terminalState, Optional.empty());
    }

    private void fails(int connection, FailureKind kind) {
        ends(connection, State.TerminalState.FAILED, Optional.of(Failure.of(kind, "it failed", "")));
    }

    private void ends(int connection, State.TerminalState terminalState, Optional<Failure> failure) {
        RunEvent ended = new RunEvent.Transitioned("c" + connection, Optional.empty(), terminalState, "ended", failure);
        current = fold.after(current, ended, NOW);
    }
}
