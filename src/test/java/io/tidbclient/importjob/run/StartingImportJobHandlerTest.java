package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.Links;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.QuietSession;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.statement.ImportStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What is said of an import whose answer was lost. */
class StartingImportJobHandlerTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private final StartAttempt attempt = new StartAttempt();
    private String active = "`shop`.`orders`";

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "orders | `shop`.`orders`",
                "shop.orders | `Shop`.`Orders`",
                "shop.`orders` | `shop`.`orders`",
                "`shop`.orders | `shop`.`orders`",
                "~shop.\norders~ | `shop`.`orders`",
                "shop/* it */.orders | `shop`.`orders`",
                "`my table` | `shop`.`my table`",
                "`a.b` | `shop`.`a.b`",
                "`a*b` | `shop`.`a*b`"
            })
    void the_active_job_into_the_table_is_named_however_the_table_is_written(String written, String target) {
        active = target;

        assertThat(afterLoss(written).hint()).startsWith("The import may be job 7, which is active:");
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.UNANSWERED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customers", "crm.orders", "`shop.orders`", "`order?`"})
    void without_an_active_job_into_the_table_it_has_not_started_or_has_ended(String written) {
        assertThat(afterLoss(written).hint()).startsWith("No active import job into this table is listed yet:");
    }

    @ParameterizedTest
    @CsvSource({"2024.orders, `2024`.`orders`", "orders, orders"})
    void nothing_is_concluded_from_a_name_that_is_not_understood(String written, String target) {
        active = target;

        assertThat(afterLoss(written).hint())
                .isEqualTo("The import may have started: check with 'tidb-client imports list'.");
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "CONNECTION_LOST"})
    void no_job_is_looked_for_when_the_session_cannot_be_opened_again_to_send_the_statement(FailureKind kind) {
        FailureException refused = failure(kind);

        Failure failure = failure("orders", () -> {
            throw refused;
        });

        assertThat(failure).isSameAs(refused.failure());
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.NOT_SENT);
        assertThat(asked).isEmpty();
    }

    /** An answer without a number is not the server's refusal, but one that cannot be read. */
    @ParameterizedTest
    @EnumSource(names = {"SERVER_UNAVAILABLE", "STATEMENT_ABORTED", "UNCLASSIFIED"})
    void what_proves_no_refusal_may_have_started_the_import(FailureKind kind) {
        Failure failure = failure("orders", () -> new OneJob(kind));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.hint()).startsWith("The import may be job 7, which is active:");
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.UNANSWERED);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATEMENT_REFUSED", "NO_PRIVILEGE", "UNKNOWN_DATABASE"})
    void a_statement_that_is_refused_has_started_nothing(FailureKind kind) {
        Failure failure = failure("orders", () -> new OneJob(kind));

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.hint()).isEqualTo("a hint");
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.REFUSED);
        assertThat(asked).hasSize(1);
    }

    @Test
    void an_error_that_has_a_number_but_no_class_is_a_refusal() {
        Failure unknown = new Failure(FailureKind.UNCLASSIFIED, 1234, "", "HY000", "", "", "No.", "a hint", "No");

        Failure failure = failure("orders", () -> new OneJob(unknown));

        assertThat(failure.code()).isEqualTo(1234);
        assertThat(attempt.progress()).isEqualTo(StartAttempt.Progress.REFUSED);
    }

    private Failure afterLoss(String table) {
        return failure(table, () -> new OneJob(FailureKind.CONNECTION_LOST));
    }

    /** The failure of an IMPORT INTO; {@code first} opens its session, and the next sessions are open. */
    private Failure failure(String table, Supplier<Session> first) {
        ConcurrentLinkedQueue<Supplier<Session>> sessions = new ConcurrentLinkedQueue<>(List.of(first));
        StateContext context = HandlerContexts.of("c1");
        context.put(
                CheckKeys.LINK,
                Links.over(
                        () -> Optional.ofNullable(sessions.poll())
                                .orElse(() -> new OneJob(FailureKind.CONNECTION_LOST))
                                .get(),
                        threads));
        ImportStatement statement = ImportStatement.parse("IMPORT INTO " + table + " FROM '/f'");
        context.put(ImportOrder.START, new ImportOrder.Start(statement, attempt));
        return catchThrowableOfType(
                        FailureException.class,
                        () -> new StartingImportJobHandler()
                                .execute(context)
                                .await()
                                .atMost(Duration.ofSeconds(20)))
                .failure();
    }

    private static FailureException failure(FailureKind kind) {
        return new FailureException(Failure.of(kind, "It did not work.", "a hint"), null);
    }

    /** Fails each IMPORT INTO, and lists one active job, 7. */
    private final class OneJob extends QuietSession {
        private final Failure answer;

        OneJob(FailureKind kind) {
            this(StartingImportJobHandlerTest.failure(kind).failure());
        }

        OneJob(Failure answer) {
            this.answer = answer;
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            asked.add(sql);
            if (sql.startsWith("IMPORT")) {
                throw new FailureException(answer, null);
            }
            return List.of(read.apply(new TextRow(Map.of("Job_ID", "7", "Status", "running", "Target_Table", active))));
        }

        @Override
        public void execute(String sql) {
            throw new UnsupportedOperationException(sql);
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            throw new UnsupportedOperationException(sql);
        }
    }

    private record TextRow(Map<String, String> texts) implements Row {
        @Override
        public List<String> columns() {
            return List.copyOf(texts.keySet());
        }

        @Override
        public Optional<String> text(String column) {
            return Optional.ofNullable(texts.get(column));
        }

        @Override
        public OptionalLong number(String column) {
            return text(column)
                    .map(text -> OptionalLong.of(Long.parseLong(text)))
                    .orElse(OptionalLong.empty());
        }

        @Override
        public Optional<LocalDateTime> time(String column) {
            return Optional.empty();
        }
    }
}
