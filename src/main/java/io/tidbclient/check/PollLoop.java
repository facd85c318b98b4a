package io.tidbclient.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.Cancellable;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.StateContext;
import io.tidbclient.importjob.ImportJobReader;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.ServerClock;
import io.tidbclient.time.NanoClock;

import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The poll loop of a watch's leader: one statement per poll. A poll that fails is not retried and bypasses the
 * breaker, since the next one follows soon; a failure that is permanent, or too many of them ({@link MissedPolls}, which
 * all leaders of the watch share), ends the leader.
 */
public final class PollLoop {
    private static final Optional<String> GOES_ON = Optional.empty();
    private static final String TIME_IS_UP = "time is up";

    private final StateContext context;
    private final ServerLink link;
    private final ServerWatch watch;
    private final FailureClassifier failures;
    private final ImportJobReader reader = new ImportJobReader();
    private Optional<Failure> lastFailure = Optional.empty();
    private boolean polled;

    /** By {@link Session#serverSession()}: reading the clock sets the session's time zone, so each is read once. */
    private final Map<Object, ServerClock> clocks = new WeakHashMap<>();

    private PollLoop(StateContext context, ServerLink link, ServerWatch watch, FailureClassifier failures) {
        this.context = context;
        this.link = link;
        this.watch = watch;
        this.failures = failures;
    }

    /**
     * What leading a watch needs.
     *
     * @param ticker says when to poll
     * @param timer ends the watch when its time is up
     */
    public record Tools(Ticker ticker, ScheduledExecutorService timer, FailureClassifier failures) {}

    /**
     * Leads the watch of the server that this connection goes to, until it ends: reports each poll, and the end to all who share
     * the watch. Its time begins with the first call, so that what comes before a watch does not shorten it.
     *
     * @param context after CheckingImportJobs, or with {@link CheckKeys#JOBS} put there
     * @return why it ended
     */
    public static Uni<String> lead(StateContext context, Tools tools) {
        ServerLink link = context.get(CheckKeys.LINK);
        ServerWatch watch = context.get(CheckKeys.RUN).watchOf(link.target());
        return new PollLoop(context, link, watch, tools.failures())
                .run(tools.ticker(), tools.timer())
                .onItem()
                .invoke(why -> {
                    context.report(new CheckEvent.WatchEnded(why));
                    watch.end(why);
                });
    }

    /** Polls until all jobs have ended or the time is up; returns the reason. */
    private Uni<String> run(Ticker ticker, ScheduledExecutorService timer) {
        if (nanosLeft() <= 0) {
            return Uni.createFrom().item(TIME_IS_UP).onItem().invoke(why -> requireAPoll());
        }
        Multi<Long> ticks = ticker.every(context.get(CheckKeys.RUN).limits().interval());
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(0L), untilTimeIsUp(timer, ticks))
                .onItem()
                .transformToUniAndConcatenate(tick -> poll())
                .select()
                .where(Optional::isPresent)
                .onItem()
                .transform(Optional::get)
                .toUni()
                .onItem()
                .ifNull()
                .continueWith(TIME_IS_UP)
                .onItem()
                .invoke(why -> requireAPoll());
    }

    /** Time that is up before anything was seen is no result for those who asked for the jobs. */
    private void requireAPoll() {
        if (context.get(CheckKeys.RUN).limits().required() && !polled) {
            throw new FailureException(
                    lastFailure.orElseGet(() -> Failure.of(
                            FailureKind.STATE_TIMED_OUT,
                            "The time expired before the first poll of the import jobs of " + link.target() + ".",
                            "Allow more time.")),
                    null);
        }
    }

    private long nanosLeft() {
        return watch.deadline() - context.get(CheckKeys.RUN).nanoClock().nanos();
    }

    /**
     * Each tick, and the moment at which the time is up, so that what is reported at the end is how the jobs are then. An item
     * during a poll is dropped: interrupting the poll would cost its connection, so that a poll under way then is the last.
     */
    private Multi<Long> untilTimeIsUp(ScheduledExecutorService timer, Multi<Long> ticks) {
        return Multi.createFrom()
                .emitter(
                        emitter -> {
                            Cancellable ticking = ticks.subscribe().with(emitter::emit, emitter::fail);
                            Future<?> timeUp = timer.schedule(
                                    () -> {
                                        emitter.emit(0L);
                                        emitter.complete();
                                    },
                                    nanosLeft(),
                                    TimeUnit.NANOSECONDS);
                            emitter.onTermination(() -> {
                                ticking.cancel();
                                timeUp.cancel(false);
                            });
                        },
                        BackPressureStrategy.DROP);
    }

    private Uni<Optional<String>> poll() {
        return link.readOnce(this::observe)
                .onItem()
                .invoke(() -> watch.missed().end())
                .onFailure(thrown -> MissedPolls.mayPass(failures.classify(thrown)))
                .recoverWithUni(this::missed);
    }

    private Optional<String> observe(Session session) {
        ServerClock clock = clockOf(session);
        CheckRun run = context.get(CheckKeys.RUN);
        CheckRun.WatchLimits limits = run.limits();
        boolean seesAll = !context.get(CheckKeys.JOBS).onlyOwn();
        return switch (reader.read(session, seesAll)) {
            case JobsAnswer.Unsupported unsupported -> {
                if (limits.required()) {
                    context.report(new CheckEvent.JobsCounted(unsupported));
                    throw new FailureException(Failure.of(FailureKind.STATEMENT_REFUSED, unsupported.why(), ""), null);
                }
                yield Optional.of(unsupported.why());
            }
            case JobsAnswer.Listed listed -> {
                Poll poll = watch.observe(listed.jobs(), clock, run.nanoClock().nanos());
                polled = true;
                context.report(new CheckEvent.JobsWatched(poll));
                yield limits.goal().reached(poll);
            }
        };
    }

    private ServerClock clockOf(Session session) {
        NanoClock nanoClock = context.get(CheckKeys.RUN).nanoClock();
        return clocks.computeIfAbsent(session.serverSession(), asked -> ServerClock.read(session, nanoClock));
    }

    private Uni<Optional<String>> missed(Throwable thrown) {
        CheckEvent.PollMissed poll = watch.missed().add(failures.classify(thrown));
        lastFailure = Optional.of(poll.failure());
        context.report(poll);
        return watch.missed()
                .silence(poll.failure())
                .map(silence -> Uni.createFrom().<Optional<String>>failure(new FailureException(silence, thrown)))
                .orElseGet(() -> Uni.createFrom().item(GOES_ON));
    }
}
