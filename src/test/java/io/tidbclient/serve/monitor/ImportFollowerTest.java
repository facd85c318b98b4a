package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckFold;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Handlers;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunPlan;
import io.tidbclient.engine.RunPlan.Participant;
import io.tidbclient.engine.State.Step;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.engine.StopCause;
import io.tidbclient.engine.Workflow;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.run.ImportFold;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetJobs;
import io.tidbclient.testing.ManualTimer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

class ImportFollowerTest {
    private static final Step WORK = new Step("Work");
    private static final Workflow WORKFLOW =
            Workflow.named("test").step(WORK, Duration.ofDays(1)).build();

    private final ManualTimer timer = new ManualTimer();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final StatusBoard board = new StatusBoard(Instant.EPOCH);
    private final BlockingQueue<ServerEvent> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Following> followings = new LinkedBlockingQueue<>();
    private final ImportFollower follower = new ImportFollower("prod", true, this::run, board, timer.clock());
    private volatile boolean broken;
    private int attempts;

    /** A run in progress, which ends when {@code end} does. */
    private record Following(StateContext context, CompletableFuture<Next> end) {
        void polled(int number, int second) {
            Poll poll = RecordedPolls.recording(second, RecordedPolls.running(7, second), List.of())
                    .poll();
            if (number == 1) {
                context.report(new CheckEvent.JobsCounted(new JobsAnswer.Listed(List.of(), false)));
            }
            context.report(new CheckEvent.JobsWatched(poll));
        }

        void fail(Failure failure) {
            end.completeExceptionally(new FailureException(failure, null));
        }
    }

    /** Mutiny's own start is not for two threads at once. */
    @BeforeAll
    static void startMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    @BeforeEach
    void configure() {
        board.add(new ServerEvent.TargetsConfigured(List.of("prod")));
        var unused = board.updates().map(ServerUpdate::event).subscribe().with(events::add);
    }

    @AfterEach
    void stop() {
        follower.stop(new StopCause.Interrupted(15));
        threads.shutdownNow();
    }

    @Test
    void each_poll_is_on_the_board() throws InterruptedException {
        follower.ensureRunning();
        Following run = followings.take();

        run.polled(1, 0);
        run.polled(2, 2);

        assertThat(next()).isInstanceOf(ServerEvent.JobsPolled.class);
        assertThat(next()).isInstanceOf(ServerEvent.JobsPolled.class);
        assertThat(jobs().find(7).orElseThrow().line().job().importedRows()).hasValue(2_000);
    }

    @Test
    void run_in_progress_is_the_only_one() throws InterruptedException {
        follower.ensureRunning();
        followings.take();

        follower.ensureRunning();

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void run_that_failed_is_followed_by_another_and_reported() throws InterruptedException {
        follower.ensureRunning();
        followings.take().fail(Imports.LOST);

        assertThat(next())
                .isInstanceOfSatisfying(
                        ServerEvent.JobsFailed.class,
                        failed -> assertThat(failed.failure().sentence()).isEqualTo(Imports.LOST.sentence()));
        follower.ensureRunning();
        followings.take().polled(1, 0);
        assertThat(next()).isInstanceOf(ServerEvent.JobsPolled.class);
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void failure_that_repeats_is_reported_once_until_a_poll_succeeds() throws InterruptedException {
        follower.ensureRunning();
        Following run = followings.take();
        run.polled(1, 0);
        run.context().report(new CheckEvent.PollMissed(1, 1, Imports.LOST));
        run.context().report(new CheckEvent.PollMissed(2, 2, Imports.LOST));
        run.polled(2, 2);
        run.context().report(new CheckEvent.PollMissed(1, 3, Imports.LOST));

        assertThat(List.of(next(), next(), next(), next()))
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("JobsPolled", "JobsFailed", "JobsPolled", "JobsFailed");
    }

    @Test
    void server_that_is_away_is_left_for_another_one() throws InterruptedException {
        follower.ensureRunning();
        Following run = followings.take();
        run.polled(1, 0);
        for (int missed = 1; missed <= 6; missed++) {
            run.context().report(new CheckEvent.PollMissed(missed, missed, Imports.LOST));
        }

        Following other = await(() -> {
            follower.ensureRunning();
            return followings.poll(10, TimeUnit.MILLISECONDS);
        });
        other.polled(1, 0);

        assertThat(List.of(next(), next(), next()))
                .extracting(event -> event.getClass().getSimpleName())
                .as("the end of the first run is no failure of its own")
                .containsExactly("JobsPolled", "JobsFailed", "JobsPolled");
    }

    @Test
    void server_without_import_jobs_is_tried_again_after_an_hour() throws InterruptedException {
        follower.ensureRunning();
        followings.take().fail(Imports.UNSUPPORTED);
        next();
        assertThat(jobs().unknown().orElseThrow().unsupported()).isTrue();

        for (int call = 0; call < 360; call++) {
            follower.ensureRunning();
        }
        assertThat(attempts).isEqualTo(1);
        follower.ensureRunning();
        assertThat(attempts).isEqualTo(2);
    }

    @Test
    void run_that_cannot_be_prepared_is_reported_and_tried_again() throws InterruptedException {
        broken = true;
        follower.ensureRunning();
        assertThat(next())
                .isInstanceOfSatisfying(
                        ServerEvent.JobsFailed.class,
                        failed -> assertThat(failed.failure().sentence()).isEqualTo("ca.pem cannot be read"));

        broken = false;
        follower.ensureRunning();
        followings.take().polled(1, 0);
        assertThat(next()).isInstanceOf(ServerEvent.JobsPolled.class);
    }

    @Test
    void stopped_follower_reports_nothing_and_starts_no_run() throws InterruptedException {
        follower.ensureRunning();
        Following run = followings.take();

        follower.stop(new StopCause.Interrupted(15));
        run.polled(1, 0);
        run.fail(Imports.LOST);
        follower.ensureRunning();

        assertThat(attempts).isEqualTo(1);
        assertThat(jobs()).isEqualTo(TargetJobs.NONE);
    }

    private static Following await(Callable<Following> following) {
        return Awaitility.await().atMost(Duration.ofSeconds(20)).until(following, Objects::nonNull);
    }

    private ServerEvent next() throws InterruptedException {
        return Optional.ofNullable(events.poll(20, TimeUnit.SECONDS)).orElseThrow();
    }

    private TargetJobs jobs() {
        return board.latest().target("prod").orElseThrow().jobs();
    }

    private Run<ImportSnapshot> run(int attempt) {
        assertThat(attempt).isEqualTo(attempts);
        attempts++;
        if (broken) {
            throw new IllegalStateException("ca.pem cannot be read");
        }
        StateHandler handler = new StateHandler() {
            @Override
            public Step state() {
                return WORK;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                CompletableFuture<Next> end = new CompletableFuture<>();
                followings.add(new Following(context, end));
                return Uni.createFrom().completionStage(end);
            }
        };
        StateMachine.Environment environment = new StateMachine.Environment(
                Handlers.covering(WORKFLOW, List.of(handler)),
                thrown -> thrown instanceof FailureException known
                        ? known.failure()
                        : Failure.of(FailureKind.DEFECT, thrown.toString(), ""),
                timer.clock(),
                timer,
                new BlockingWork(threads));
        RunPlan plan = new RunPlan(WORKFLOW, List.of(new Participant("c1", context -> {})), 1, false, Optional.empty());
        return new Coordinator(environment)
                .prepare(
                        plan,
                        new ImportFold(
                                new CheckFold(Map.of("c1", new ServerAddress("127.0.0.1", 4000))), JobFold.usual()));
    }
}
