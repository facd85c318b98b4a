package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.job.JobNews;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;
import io.tidbclient.time.Durations;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Progress as lines that append, for a pipe, a file or {@code --verbose}, then a result. Each line makes sense on its own and
 * begins with the seconds since the run began. What is said of many connections, or again and again, is said at a bounded rate.
 */
public final class PlainRenderer implements RunRenderer<CheckSnapshot> {
    private final LinePrinter progress;
    private final RunRenderer<CheckSnapshot> result;
    private final ConnectionNews connections;
    private final JobFold jobFold = JobFold.usual();
    private volatile JobBoard board = JobBoard.NONE;
    private final WatchNews watch = new WatchNews();
    private final JobNews jobs;
    private final RepeatedFailures failures = new RepeatedFailures();
    private final boolean verbose;

    /**
     * @param progress standard error
     * @param verbosity how much of the progress
     * @param zone the reader's, for times of day
     * @param result what is printed on standard output; receives every event first, and is closed by this renderer
     */
    public PlainRenderer(LinePrinter progress, Verbosity verbosity, ZoneId zone, RunRenderer<CheckSnapshot> result) {
        this.progress = progress;
        this.jobs = new JobNews(zone);
        this.result = result;
        this.verbose = verbosity == Verbosity.VERBOSE;
        this.connections = new ConnectionNews(verbosity);
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        result.on(event, after);
        board = jobFold.after(board, event, after);
        Optional<JobBoard.Seen> poll = board.polled(event, after);
        List<Text> lines = poll.map(seen -> jobs.of(seen, after.at())).orElseGet(() -> news(event, after));
        if (verbose || failures.allow(event, after)) {
            lines.forEach(
                    line -> progress.line(Text.of(seconds(after), Style.FAINT).plus(line)));
        }
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        result.finished(last, verdict);
    }

    @Override
    public void abandon() {
        result.abandon();
    }

    @Override
    public void close() {
        result.close();
    }

    private static String seconds(CheckSnapshot after) {
        return String.format(
                Locale.ROOT,
                "%8.3fs  ",
                Durations.between(after.startedAt(), after.at()).toMillis() / 1_000.0);
    }

    private List<Text> news(RunEvent event, CheckSnapshot after) {
        return switch (event) {
            case RunEvent.Started started -> started(after);
            case RunEvent.Transitioned moved -> connections.moved(moved, after);
            case RunEvent.Found found -> found(found.connection(), found.event(), after);
            case RunEvent.MessageSent message ->
                List.of(Text.of(message.from() + " → " + message.to() + ": " + message.text()));
            case RunEvent.Stopping stopping -> List.of(Text.of("stopping: " + stopping.reason(), Style.WARN));
        };
    }

    private static List<Text> started(CheckSnapshot after) {
        return Server.of(after).stream()
                .map(server -> Text.of("checking " + server.target() + " with "
                        + Units.count(server.connections().size(), "connection", "connections")))
                .toList();
    }

    private List<Text> found(String connection, HandlerEvent event, CheckSnapshot after) {
        if (!(event instanceof CheckEvent check)) {
            return List.of();
        }
        return switch (check) {
            case CheckEvent.JobsCounted counted -> watch.counted(connection, counted.answer(), after);
            case CheckEvent.JobsWatched watched -> List.of();
            case CheckEvent.WatchEnded ended -> watch.ended(connection, ended.why(), after);
            case CheckEvent.Opened opened -> connections.opened(connection, opened, after);
            case CheckEvent.AttemptFailed failed -> connections.attemptFailed(connection, failed, after);
            case CheckEvent.PoolFilling filling -> connections.filling(connection, filling, after);
            case CheckEvent.PollMissed missed -> connections.pollMissed(connection, missed, after);
            case CheckEvent.Reopened reopened -> connections.reopened(connection, reopened, after);
            case CheckEvent.Fact fact -> connections.learned(connection, fact, after);
        };
    }
}
