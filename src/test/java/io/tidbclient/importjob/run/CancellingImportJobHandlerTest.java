package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.Links;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.run.CancelAttempts.Progress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When a job is cancelled, and what is known of it. */
class CancellingImportJobHandlerTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    private final CancelAttempts attempts = new CancelAttempts(List.of(7L));
    private final CheckRun run = Links.watching(threads);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void a_job_is_cancelled_once_the_jobs_have_been_seen() {
        CompletableFuture<Next> next = cancel(Optional.empty());
        assertThat(statements).isEmpty();
        assertThat(attempts.with(Progress.NOT_SENT)).containsExactly(7L);

        Links.seeNoJobs(run);

        assertThat(next.join()).isEqualTo(Next.to(State.TerminalState.COMPLETED, "job 7 is cancelled"));
        assertThat(statements).containsExactly("CANCEL IMPORT JOB 7");
        assertThat(attempts.with(Progress.ANSWERED)).containsExactly(7L);
    }

    @Test
    void a_job_that_cannot_be_followed_is_not_cancelled() {
        CompletableFuture<Next> next = cancel(Optional.empty());

        run.endWatch(Links.TARGET, "it failed");

        assertThat(next.join()).isEqualTo(Next.to(State.TerminalState.CANCELLED, "it failed"));
        assertThat(statements).isEmpty();
        assertThat(attempts.with(Progress.NOT_SENT)).containsExactly(7L);
    }

    @Test
    void after_a_lost_answer_the_end_of_the_watch_is_waited_for() {
        CompletableFuture<Next> next = cancel(Optional.of(FailureKind.CONNECTION_LOST));

        Links.seeNoJobs(run);

        Awaitility.await().until(() -> attempts.with(Progress.LOST).contains(7L));
        assertThat(next).isNotDone();
        run.endWatch(Links.TARGET, "each has ended");
        assertThat(next.join()).isEqualTo(Next.to(State.TerminalState.COMPLETED, "each has ended"));
    }

    @Test
    void a_refusal_fails_and_is_an_answer() {
        CompletableFuture<Next> next = cancel(Optional.of(FailureKind.STATEMENT_REFUSED));

        Links.seeNoJobs(run);

        assertThatThrownBy(next::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        FailureException.class,
                        thrown -> assertThat(thrown.failure().kind()).isEqualTo(FailureKind.STATEMENT_REFUSED));
        assertThat(attempts.with(Progress.ANSWERED)).containsExactly(7L);
    }

    /** Cancels job 7; the statement fails so, or the server answers that it is done. */
    private CompletableFuture<Next> cancel(Optional<FailureKind> failure) {
        Session session = new Answering(failure);
        StateContext context = HandlerContexts.of("c2");
        context.put(CheckKeys.RUN, run);
        context.put(CheckKeys.LINK, Links.over(() -> session, threads));
        context.put(ImportOrder.CANCEL, new ImportOrder.Cancel(7, attempts));
        return new CancellingImportJobHandler(new FailureClassifier(), System::nanoTime)
                .execute(context)
                .subscribeAsCompletionStage();
    }

    /** Answers to each statement, or fails. */
    private final class Answering implements Session {
        private final Optional<FailureKind> failure;

        Answering(Optional<FailureKind> failure) {
            this.failure = failure;
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> read, Object... parameters) {
            throw new UnsupportedOperationException(sql);
        }

        @Override
        public void execute(String sql) {
            statements.add(sql);
            failure.ifPresent(kind -> {
                throw new FailureException(Failure.of(kind, "It did not work.", ""), null);
            });
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            throw new UnsupportedOperationException(sql);
        }

        @Override
        public TlsInfo tls() {
            return TlsInfo.PLAIN;
        }

        @Override
        public void abort() {}

        @Override
        public void close() {}
    }
}
