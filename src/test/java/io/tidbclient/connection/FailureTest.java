package io.tidbclient.connection;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FailureTest {
    private static final Failure DENIED = new Failure(
            FailureKind.ACCESS_DENIED,
            1045,
            "ER_ACCESS_DENIED_ERROR",
            "28000",
            "c1",
            "Connecting",
            "db1:4000 refused user 'root': Access denied",
            "Check user and password.",
            "Access\ndenied");

    @Test
    void a_failure_without_an_error_number_has_only_what_failed_and_what_to_do() {
        assertThat(Failure.of(FailureKind.TIMED_OUT, "db1:4000 did not answer.", "Check the port."))
                .isEqualTo(new Failure(
                        FailureKind.TIMED_OUT, 0, "", "", "", "", "db1:4000 did not answer.", "Check the port.", ""));
    }

    @Test
    void placing_a_failure_changes_only_its_connection_and_state() {
        assertThat(DENIED.at("c7", "TestingConnection"))
                .isEqualTo(new Failure(
                        FailureKind.ACCESS_DENIED,
                        1045,
                        "ER_ACCESS_DENIED_ERROR",
                        "28000",
                        "c7",
                        "TestingConnection",
                        "db1:4000 refused user 'root': Access denied",
                        "Check user and password.",
                        "Access\ndenied"));
    }

    @Test
    void what_a_failure_is_about_precedes_its_sentence() {
        Failure about = DENIED.about("setup");

        assertThat(about.sentence()).isEqualTo("setup: db1:4000 refused user 'root': Access denied");
        assertThat(about.hint()).isEqualTo("Check user and password.");
        assertThat(about.connection()).isEqualTo("c1");
        assertThat(about.said()).isEqualTo("Access\ndenied");
    }

    @Test
    void another_hint_replaces_the_hint_alone() {
        Failure hinting = DENIED.hinting("Ask the DBA.");

        assertThat(hinting.hint()).isEqualTo("Ask the DBA.");
        assertThat(hinting.hinting("Check user and password.")).isEqualTo(DENIED);
    }

    @Test
    void other_words_open_the_sentence_and_the_servers_follow_in_one_line() {
        Failure worded = DENIED.worded("History of\tdb1", "Grant it.");

        assertThat(worded.sentence()).isEqualTo("History of db1: Access denied");
        assertThat(worded.hint()).isEqualTo("Grant it.");
        assertThat(worded.state()).isEqualTo("Connecting");
        assertThat(worded.said()).isEqualTo("Access\ndenied");
    }

    @Test
    void the_words_of_a_failure_are_the_servers_or_its_sentence() {
        assertThat(DENIED.words()).isEqualTo("Access\ndenied");
        assertThat(Failure.of(FailureKind.TIMED_OUT, "db1:4000 did not answer.", "")
                        .words())
                .isEqualTo("db1:4000 did not answer.");
    }

    @ParameterizedTest
    @CsvSource({"1049, true", "1146, true", "1105, true", "1045, false", "4711, false", "0, false"})
    void a_server_that_starts_may_not_know_its_schema_yet(int code, boolean mayBeOfStart) {
        Failure failure = new Failure(FailureKind.UNCLASSIFIED, code, "", "HY000", "", "", "It failed.", "", "no");

        assertThat(failure.mayBeOfStart()).isEqualTo(mayBeOfStart);
    }

    @Test
    void an_error_number_is_shown_with_its_name_if_that_is_known() {
        assertThat(DENIED.codeWithName()).contains("1045 ER_ACCESS_DENIED_ERROR");
        assertThat(new Failure(FailureKind.UNCLASSIFIED, 4711, "", "HY000", "", "", "It failed.", "", "no")
                        .codeWithName())
                .contains("4711");
        assertThat(Failure.of(FailureKind.TIMED_OUT, "It timed out.", "").codeWithName())
                .isEmpty();
    }

    @Test
    void an_exception_carries_its_failure_and_has_its_sentence_for_a_message() {
        IllegalStateException cause = new IllegalStateException("the cause");

        FailureException thrown = new FailureException(DENIED, cause);

        assertThat(thrown.failure()).isSameAs(DENIED);
        assertThat(thrown)
                .hasMessage("db1:4000 refused user 'root': Access denied")
                .hasCause(cause);
    }
}
