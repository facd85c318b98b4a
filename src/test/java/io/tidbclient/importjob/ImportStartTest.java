package io.tidbclient.importjob;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.importjob.statement.ImportStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The answer to an IMPORT INTO, and the times in it. */
class ImportStartTest {
    private static final ImportStatement STATEMENT = ImportStatement.parse("IMPORT INTO t FROM '/f'");

    private final ImportJobReader reader = new ImportJobReader();

    @Test
    void the_answer_is_the_job_that_the_server_has_accepted() {
        FakeSession session = answering(new FakeRow(Layouts.running("Job_ID", "7")));

        assertThat(reader.start(session, STATEMENT).id()).isEqualTo(7);
        assertThat(session.statements()).containsExactly("IMPORT INTO t FROM '/f' WITH DETACHED");
    }

    @Test
    void an_answer_without_a_job_is_a_failure_that_says_where_to_look() {
        FailureException none =
                catchThrowableOfType(FailureException.class, () -> reader.start(answering(), STATEMENT));
        FailureException unreadable = catchThrowableOfType(
                FailureException.class,
                () -> reader.start(answering(new FakeRow(Map.of("Status", "running"))), STATEMENT));

        assertThat(none.failure().kind()).isEqualTo(FailureKind.UNCLASSIFIED);
        assertThat(none.failure().sentence()).isEqualTo("The server did not answer IMPORT INTO with a job.");
        assertThat(none.failure().hint()).isEqualTo("See with 'tidb-client imports list' whether there is one.");
        assertThat(unreadable.failure()).isEqualTo(none.failure());
    }

    @ParameterizedTest
    @CsvSource({
        "0001-01-01T00:00:00, true",
        "0000-12-31T23:59:59, false",
        "9999-12-31T23:59:59, true",
        "+10000-01-01T00:00:00, false"
    })
    void a_time_has_a_year_from_1_to_9999(String created, boolean known) {
        ImportJob job = reader.start(answering(new FakeRow(Layouts.running("Create_Time", created))), STATEMENT);

        assertThat(job.created()).isEqualTo(known ? Optional.of(LocalDateTime.parse(created)) : Optional.empty());
    }

    private static FakeSession answering(FakeRow... rows) {
        return new FakeSession()
                .answering(
                        STATEMENT.sql(),
                        () -> Arrays.stream(rows).map(Row.class::cast).toList());
    }
}
