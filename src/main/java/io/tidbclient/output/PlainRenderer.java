package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Lines that append, for a pipe, a file or {@code --verbose}. Each makes sense on its own and begins with the seconds since the
 * run began. What is said of many connections is said at a bounded rate.
 */
public final class PlainRenderer implements RunRenderer {
    private final LinePrinter results;
    private final LinePrinter progress;
    private final Verbosity verbosity;
    private final IntSupplier width;
    private final ExitCodes exitCodes;
    private final ConnectionNews connections;
    private final JobNews jobs = new JobNews();

    /**
     * @param results standard output
     * @param progress standard error
     * @param verbosity how much of the progress
     * @param width how many columns a line of the result may take
     * @param exitCodes the numbers that the verdict names
     */
    public PlainRenderer(
            LinePrinter results, LinePrinter progress, Verbosity verbosity, IntSupplier width, ExitCodes exitCodes) {
        this.results = results;
        this.progress = progress;
        this.verbosity = verbosity;
        this.width = width;
        this.exitCodes = exitCodes;
        this.connections = new ConnectionNews(verbosity);
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        if (verbosity == Verbosity.QUIET) {
            return;
        }
        news(event, after)
                .forEach(line ->
                        progress.line(Text.of(seconds(after), Style.FAINT).plus(line)));
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        Summary summary = new Summary(width.getAsInt(), exitCodes);
        results.lines(verbosity == Verbosity.QUIET ? summary.verdict(verdict) : summary.lines(last, verdict));
    }

    @Override
    public void close() {
        // Nothing was taken.
    }

    private static String seconds(CheckSnapshot after) {
        return String.format(
                Locale.ROOT,
                "%8.3fs  ",
                Duration.between(after.startedAt(), after.at()).toMillis() / 1_000.0);
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
            case CheckEvent.JobsCounted counted -> jobs.counted(connection, counted.answer(), after);
            case CheckEvent.JobsWatched watched -> jobs.watched(connection, watched.poll(), after);
            case CheckEvent.WatchEnded ended -> jobs.ended(connection, ended.why(), after);
            case CheckEvent.Opened opened -> connections.opened(connection, opened, after);
            case CheckEvent.AttemptFailed failed -> connections.attemptFailed(connection, failed, after);
            case CheckEvent.PollMissed missed -> connections.pollMissed(connection, missed, after);
            case CheckEvent.Reopened reopened -> connections.reopened(connection, reopened, after);
            case CheckEvent.PoolUsed used -> connections.poolUsed(connection, used, after);
            case CheckEvent.Answered answered -> connections.answered(connection, answered, after);
            case CheckEvent.DatabaseVerified verified -> connections.verified(connection, verified, after);
            case CheckEvent.VersionRead read -> connections.versionRead(connection, read, after);
        };
    }
}
