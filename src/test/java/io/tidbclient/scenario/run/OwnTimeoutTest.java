package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Step;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static io.tidbclient.scenario.run.Verifications.result;
import static io.tidbclient.scenario.run.Verifications.rows;
import static io.tidbclient.scenario.run.Verifications.step;
import static org.assertj.core.api.Assertions.assertThat;

class OwnTimeoutTest {
    @Test
    void a_statement_is_ended_by_a_time_limit_of_its_own_by_these_errors_and_a_zero_of_get_lock() {
        Step update = step("UPDATE t SET v = 1");
        for (int code : new int[] {1205, 1969, 3024}) {
            assertThat(OwnTimeout.ended(update, failed(code, "it failed")))
                    .as("%s", code)
                    .isTrue();
        }
        assertThat(OwnTimeout.ended(update, failed(1213, "it failed"))).isFalse();
        assertThat(OwnTimeout.ended(update, failed(1317, "Query execution was interrupted")))
                .isFalse();
        assertThat(OwnTimeout.ended(
                        update,
                        failed(1317, "Query execution was interrupted, maximum statement execution time exceeded")))
                .isTrue();
        Step lock = step("SELECT GET_LOCK('l', 1)");
        assertThat(OwnTimeout.ended(lock, rows("0,8"))).isTrue();
        assertThat(OwnTimeout.ended(lock, rows("1,8"))).isFalse();
        assertThat(OwnTimeout.ended(lock, rows())).isFalse();
        assertThat(OwnTimeout.ended(step("SELECT 0"), rows("0,8"))).isFalse();
        assertThat(OwnTimeout.ended(step("DO 1"), result(Optional.of(Answer.changed(0)), Optional.empty())))
                .isFalse();
    }

    private static StepResult failed(int code, String words) {
        Failure failure = new Failure(FailureKind.STATEMENT_ABORTED, code, "", "", "", "", words, "", "");
        return result(Optional.empty(), Optional.of(failure));
    }
}
