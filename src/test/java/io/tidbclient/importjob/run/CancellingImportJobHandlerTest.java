package io.tidbclient.importjob.run;

import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.CheckRun;
import io.tidbclient.check.Links;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.QuietSession;
import io.tidbclient.connection.Row;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.run.CancelAttempts.Progress;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** When a job is cancelled, and what is known of it. */
class CancellingImportJobHandlerTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(1);
    private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    private final CancelAttempts attempts = new CancelAttempts(List.of(7L));
    private final ConcurrentLinkedQueue<HandlerEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicLong nanos = new AtomicLong();
    private Runnable answered = () -> {};
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

        assertThat(next.orTimeout(20, TimeUnit.SECONDS).join())
                .isEqualTo(Next.to(State.TerminalState.COMPLETED, "job 7 is cancelled"));
        assertThat(statements).containsExactly("CANCEL IMPORT JOB 7");
        assertThat(attempts.with(Progress.ANSWERED)).containsExactly(7L);
        assertThat(events)
                .containsExactly(new ImportEvent.CancelAsked(7), new ImportEvent.Cancelled(7, Duration.ofSeconds(90)));
    }

    @Test
    void while_the_server_has_not_answered_the_statement_is_known_to_be_sent() {
        answered = () -> {
            assertThat(attempts.with(Progress.SENT)).containsExactly(7L);
            assertThat(events).containsExactly(new ImportEvent.CancelAsked(7));
        };
        CompletableFuture<Next> next = cancel(Optional.empty());

        Links.seeNoJobs(run);

        assertThat(next.orTimeout(20, TimeUnit.SECONDS).join())
                .isEqualTo(Next.to(State.TerminalState.COMPLETED, "job 7 is cancelled"));
    }

    @Test
    void a_connection_without_a_job_to_cancel_follows_the_jobs() {
        StateHandler handler = new CancellingImportJobHandler(new FailureClassifier(), System::nanoTime);

        assertThat(handler.state()).isEqualTo(ImportStates.CANCELLING_IMPORT_JOB);
        assertThat(handler.execute(HandlerContexts.of("c1")).await().atMost(Duration.ofSeconds(20)))
                .isEqualTo(Next.proceed("others cancel, this one follows"));
    }

    @Test
    void a_job_that_cannot_be_followed_is_not_cancelled() {
        CompletableFuture<Next> next = cancel(Optional.empty());

        run.endWatch(Links.TARGET, "it failed");

        assertThat(next.orTimeout(20, TimeUnit.SECONDS).join())
                .isEqualTo(Next.to(State.TerminalState.CANCELLED, "it failed"));
        assertThat(statements).isEmpty();
        assertThat(attempts.with(Progress.NOT_SENT)).containsExactly(7L);
    }

    @Test
    void after_a_lost_answer_the_end_of_the_watch_is_waited_for() {
        CompletableFuture<Next> next = cancel(Optional.of(FailureKind.CONNECTION_LOST));

        Links.seeNoJobs(run);

        Awaitility.await().until(() -> events.size() == 2);
        assertThat(attempts.with(Progress.LOST)).containsExactly(7L);
        assertThat(events).element(1).isInstanceOfSatisfying(ImportEvent.CancelUnanswered.class, lost -> {
            assertThat(lost.id()).isEqualTo(7);
            assertThat(lost.failure().kind()).isEqualTo(FailureKind.CONNECTION_LOST);
        });
        assertThat(next).isNotDone();
        run.endWatch(Links.TARGET, "each has ended");
        assertThat(next.orTimeout(20, TimeUnit.SECONDS).join())
                .isEqualTo(Next.to(State.TerminalState.COMPLETED, "each has ended"));
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
        assertThat(events).element(1).isInstanceOfSatisfying(ImportEvent.CancelRefused.class, refused -> {
            assertThat(refused.id()).isEqualTo(7);
            assertThat(refused.failure().kind()).isEqualTo(FailureKind.STATEMENT_REFUSED);
        });
    }

    /** Cancels job 7; the statement fails so, or the server answers that it is done. */
    private CompletableFuture<Next> cancel(Optional<FailureKind> failure) {
        Session session = new Answering(failure);
        StateContext context = HandlerContexts.of("c2", events::add);
        context.put(CheckKeys.RUN, run);
        context.put(CheckKeys.LINK, Links.over(() -> session, threads));
        context.put(ImportOrder.CANCEL, new ImportOrder.Cancel(7, attempts));
        return new CancellingImportJobHandler(new FailureClassifier(), nanos::get)
                .execute(context)
                .subscribeAsCompletionStage();
    }

    /** Answers to each statement, or fails. */
    private final class Answering extends QuietSession {
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
            nanos.addAndGet(Duration.ofSeconds(90).toNanos());
            answered.run();
            failure.ifPresent(kind -> {
                throw new FailureException(Failure.of(kind, "It did not work.", ""), null);
            });
        }

        @Override
        public Answer run(String sql, List<Object> parameters) {
            throw new UnsupportedOperationException(sql);
        }
    }
}
