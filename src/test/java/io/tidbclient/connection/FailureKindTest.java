package io.tidbclient.connection;

import io.tidbclient.connection.FailureKind.FailureCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What follows from each kind of failure. */
class FailureKindTest {

    @Test
    void connecting_and_reading_are_tried_again_after_what_passes() {
        assertThat(those(FailureKind::retryable))
                .containsExactly(
                        FailureKind.CONNECTION_REFUSED,
                        FailureKind.TIMED_OUT,
                        FailureKind.BREAKER_OPEN,
                        FailureKind.TOO_MANY_CONNECTIONS,
                        FailureKind.SERVER_UNAVAILABLE,
                        FailureKind.CONNECTION_LOST,
                        FailureKind.STATEMENT_ABORTED);
    }

    @Test
    void a_read_outside_of_a_transaction_is_tried_again_after_a_conflict_too() {
        assertThat(those(FailureKind::retryableRead))
                .containsExactly(
                        FailureKind.CONNECTION_REFUSED,
                        FailureKind.TIMED_OUT,
                        FailureKind.BREAKER_OPEN,
                        FailureKind.TOO_MANY_CONNECTIONS,
                        FailureKind.SERVER_UNAVAILABLE,
                        FailureKind.CONNECTION_LOST,
                        FailureKind.TRANSACTION_CONFLICT,
                        FailureKind.STATEMENT_ABORTED);
    }

    @Test
    void a_server_that_is_waited_for_may_have_no_name_or_no_greeting_yet() {
        assertThat(those(FailureKind::mayComeUp))
                .containsExactly(
                        FailureKind.CONNECTION_REFUSED,
                        FailureKind.UNKNOWN_HOST,
                        FailureKind.TIMED_OUT,
                        FailureKind.NO_GREETING,
                        FailureKind.BREAKER_OPEN,
                        FailureKind.TOO_MANY_CONNECTIONS,
                        FailureKind.SERVER_UNAVAILABLE,
                        FailureKind.CONNECTION_LOST,
                        FailureKind.TRANSACTION_CONFLICT,
                        FailureKind.STATEMENT_ABORTED);
    }

    @Test
    void the_outcome_is_unknown_when_the_answer_is_missing() {
        assertThat(those(FailureKind::outcomeUnknown))
                .containsExactly(FailureKind.TIMED_OUT, FailureKind.CONNECTION_LOST);
    }

    @Test
    void only_a_host_that_is_down_opens_its_breaker() {
        assertThat(those(FailureKind::meansHostDown))
                .containsExactly(
                        FailureKind.CONNECTION_REFUSED,
                        FailureKind.UNKNOWN_HOST,
                        FailureKind.TIMED_OUT,
                        FailureKind.NO_GREETING,
                        FailureKind.SERVER_UNAVAILABLE,
                        FailureKind.CONNECTION_LOST);
    }

    @Test
    void a_user_is_refused_by_four_kinds_and_a_check_fails_by_five() {
        assertThat(those(kind -> kind.category() == FailureCategory.USER_REFUSED))
                .containsExactly(
                        FailureKind.ACCESS_DENIED,
                        FailureKind.LOGIN_REFUSED,
                        FailureKind.UNKNOWN_DATABASE,
                        FailureKind.NO_PRIVILEGE);
        assertThat(those(kind -> kind.category() == FailureCategory.CHECK))
                .containsExactly(
                        FailureKind.TRANSACTION_CONFLICT,
                        FailureKind.STATEMENT_REFUSED,
                        FailureKind.STATEMENT_ABORTED,
                        FailureKind.UNCLASSIFIED,
                        FailureKind.EXPECTATION_NOT_MET);
        assertThat(those(kind -> kind.category() == FailureCategory.USAGE)).containsExactly(FailureKind.MISCONFIGURED);
        assertThat(those(kind -> kind.category() == FailureCategory.TOOL)).containsExactly(FailureKind.DEFECT);
        assertThat(those(kind -> kind.category() == FailureCategory.UNREACHED)).hasSize(15);
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_is_found_by_its_name_in_reports(FailureKind kind) {
        assertThat(FailureKind.ofLabel(kind.label())).isEqualTo(kind);
    }

    @Test
    void names_in_reports_are_those_of_the_code_but_for_a_refused_connection() {
        assertThat(FailureKind.CONNECTION_REFUSED.label()).isEqualTo("REFUSED");
        assertThat(FailureKind.LOGIN_REFUSED.label()).isEqualTo("LOGIN_REFUSED");
        assertThatThrownBy(() -> FailureKind.ofLabel("NO_SUCH_KIND")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<FailureKind> those(Predicate<FailureKind> condition) {
        return Stream.of(FailureKind.values()).filter(condition).toList();
    }
}
