package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.resilience.CircuitOpenException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;

/** What is classified without a server's word on it, and what holds of every classification. */
class FailureClassifierTest {
    private final FailureClassifier classifier = new FailureClassifier();

    @Test
    void what_is_classified_already_passes_through_any_wrapping() {
        Failure failure =
                Failure.of(FailureKind.NO_PRIVILEGE, "the sentence", "hint").at("c7", "Connecting");

        assertThat(classifier.classify(
                        new CompletionException(new IllegalStateException(new FailureException(failure, null)))))
                .isEqualTo(failure);
    }

    @Test
    void an_open_breaker_reports_until_when_and_why() {
        FailureException last = new FailureException(
                Failure.of(FailureKind.CONNECTION_REFUSED, "Nothing listens at db1:4000: connection refused.", ""),
                null);

        Failure failure = classifier.classify(
                new CircuitOpenException(new ServerAddress("db1", 4000), Duration.ofMillis(28_200), last),
                Classified.CONNECTING);

        assertThat(failure.kind()).isEqualTo(FailureKind.BREAKER_OPEN);
        assertThat(failure.sentence())
                .isEqualTo("circuit breaker open for db1:4000 after repeated failures;"
                        + " the last failure: Nothing listens at db1:4000: connection refused.");
        assertThat(failure.hint()).isEqualTo("Next probe connection in 29 s.");
    }

    @Test
    void a_mistake_in_the_settings_stays_one() {
        Failure failure =
                classifier.classify(new ConfigException("The CA file x does not exist."), Classified.CONNECTING);

        assertThat(failure.kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(failure.sentence()).isEqualTo("The CA file x does not exist.");
    }

    @Test
    void a_timeout_of_ours_is_a_states() {
        assertThat(classifier.classify(new TimeoutException()).kind()).isEqualTo(FailureKind.STATE_TIMED_OUT);
    }

    @Test
    void anything_else_is_an_internal_error_that_names_itself() {
        Failure failure = classifier.classify(new NullPointerException("x is null"), Classified.IN_USE);

        assertThat(failure.kind()).isEqualTo(FailureKind.DEFECT);
        assertThat(failure.sentence()).isEqualTo("Internal error (NullPointerException: x is null).");
        assertThat(classifier.classify(new StackOverflowError()).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Test
    void an_open_breaker_rounds_the_time_up_to_full_seconds() {
        assertThat(open(Duration.ofMillis(28_001), null).hint()).isEqualTo("Next probe connection in 29 s.");
        assertThat(open(Duration.ofSeconds(28), null).hint()).isEqualTo("Next probe connection in 28 s.");
        assertThat(open(Duration.ZERO, null).hint()).isEqualTo("A probe connection is in progress.");
    }

    @Test
    void an_open_breaker_reports_a_failure_of_any_kind_or_none() {
        assertThat(open(Duration.ZERO, null).sentence())
                .isEqualTo("circuit breaker open for db1:4000 after repeated failures");
        assertThat(open(Duration.ZERO, new IOException("reset\nby peer")).sentence())
                .isEqualTo(
                        "circuit breaker open for db1:4000 after repeated failures; the last failure: reset by peer");
    }

    @Test
    void an_open_breaker_within_another_exception_is_found_before_the_older_failure_in_it() {
        FailureException last = new FailureException(Failure.of(FailureKind.TIMED_OUT, "no answer", ""), null);

        assertThat(classifier
                        .classify(new CompletionException(
                                new CircuitOpenException(new ServerAddress("db1", 4000), Duration.ZERO, last)))
                        .kind())
                .isEqualTo(FailureKind.BREAKER_OPEN);
    }

    @Test
    void an_exception_with_its_failure_is_thrown_as_it_is_and_any_other_is_its_cause() {
        FailureException failed = new FailureException(Failure.of(FailureKind.TIMED_OUT, "no answer", ""), null);
        SQLException thrown = new SQLException("Deadlock found", "40001", 1213);

        assertThat(classifier.exception(failed, Classified.IN_USE)).isSameAs(failed);
        assertThat(classifier.exception(thrown, Classified.IN_USE)).hasCause(thrown);
        assertThat(classifier.exception(thrown, Classified.IN_USE).failure().kind())
                .isEqualTo(FailureKind.TRANSACTION_CONFLICT);
    }

    @Test
    void a_state_that_took_too_long_and_an_internal_error_have_their_sentences() {
        assertThat(classifier.classify(new TimeoutException()).sentence()).isEqualTo("It exceeded its time limit.");
        assertThat(classifier.classify(new IllegalStateException()).sentence())
                .isEqualTo("Internal error (IllegalStateException).");
        assertThat(classifier.classify(new IllegalStateException()).hint())
                .isEqualTo("Please report it, with the output of the same command with --verbose.");
    }

    private Failure open(Duration nextTryIn, Throwable last) {
        return classifier.classify(
                new CircuitOpenException(new ServerAddress("db1", 4000), nextTryIn, last), Classified.CONNECTING);
    }

    @ParameterizedTest
    @EnumSource
    void every_kind_of_failure_has_a_hint_or_none_but_never_a_crash(FailureKind kind) {
        assertThat(Hints.of(kind, 0, Classified.CONNECTING)).isNotNull();
    }

    @Test
    void a_circle_of_causes_ends() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(classifier.classify(second, Classified.IN_USE).kind()).isEqualTo(FailureKind.DEFECT);
    }

    @Property
    void never_throws_and_never_shows_the_password(
            @ForAll String message, @ForAll String state, @ForAll int code, @ForAll boolean connecting) {
        SQLException thrown = new SQLException(message, state, code);

        Failure failure = classifier.classify(thrown, connecting ? Classified.CONNECTING : Classified.IN_USE);

        assertThat(failure.sentence()).isNotBlank().doesNotContain(Connections.PASSWORD);
        assertThat(failure.sentence().chars()).noneMatch(Character::isISOControl);
        assertThat(failure.kind()).isNotEqualTo(FailureKind.DEFECT);
    }

    @Property
    void never_throws_on_a_message_that_is_missing(@ForAll int code) {
        assertThat(classifier.classify(new SQLException(null, null, code), Classified.IN_USE))
                .isNotNull();
        assertThat(classifier
                        .classify(new IOException((String) null), Classified.CONNECTING)
                        .kind())
                .isEqualTo(FailureKind.CONNECTION_LOST);
    }
}
