package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.terminal.AnsiScreen;
import io.tidbclient.output.terminal.ControllingTerminal;
import io.tidbclient.output.terminal.Keys;
import io.tidbclient.output.terminal.LineWidth;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.LinePrinter;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.IntSupplier;

/** Makes the renderer that a mode asks for. */
public final class Renderers {
    private final ReportJson reports;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;
    private final ExitCodes exitCodes;
    private final CheckTraits traits;

    /**
     * What the output of a check depends on beside its events.
     *
     * @param pooled whether each connection is a pool
     * @param monitored how long import jobs are watched
     * @param zone the reader's, for times of day
     */
    public record CheckTraits(boolean pooled, Duration monitored, ZoneId zone) {}

    /**
     * @param reports writes them
     * @param clock the one that snapshots are stamped by
     * @param out standard output; stays open
     * @param err standard error; stays open
     * @param exitCodes the numbers that the verdict names
     * @param traits what else the output depends on
     */
    public Renderers(
            ReportJson reports,
            InstantSource clock,
            PrintStream out,
            PrintStream err,
            ExitCodes exitCodes,
            CheckTraits traits) {
        this.reports = reports;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.exitCodes = exitCodes;
        this.traits = traits;
    }

    /**
     * Makes one, for one run.
     *
     * @param mode what is printed where
     * @param verbosity how much of it
     * @param lineWidth how wide lines are
     */
    public RunRenderer<CheckSnapshot> create(OutputMode mode, Verbosity verbosity, LineWidth lineWidth) {
        LinePrinter progress = new LinePrinter(err, mode.stderr(), mode.signs());
        TerminalSize size = TerminalSize.ofControllingTerminal();
        IntSupplier width = lineWidth.results(size);
        RunRenderer<CheckSnapshot> result = switch (mode.format()) {
            case TEXT ->
                new SummaryRenderer(
                        new LinePrinter(out, mode.stdout(), mode.signs()), verbosity, width, exitCodes, traits.zone());
            case JSON -> new JsonRenderer(out, reports);
            case NDJSON -> new NdjsonRenderer(out, reports, traits.pooled());
            case JUNIT -> new JunitRenderer(out);
        };
        return switch (mode.progress()) {
            case LIVE ->
                new LiveRenderer<>(
                        new AnsiScreen(progress, lineWidth.view(size)),
                        RefreshTimer.onThread(),
                        clock,
                        new LiveView(traits.monitored(), traits.zone()),
                        new Keys(new ControllingTerminal()),
                        result);
            case LINES -> new PlainRenderer(progress, verbosity, traits.zone(), result);
            case NONE -> result;
        };
    }

    /**
     * Makes a second renderer beside {@code first}: every event goes to {@code events} as well, as NDJSON.
     *
     * @param events closed with the renderer
     */
    public RunRenderer<CheckSnapshot> alsoTo(PrintStream events, RunRenderer<CheckSnapshot> first) {
        return new BothRenderers(first, new NdjsonRenderer(events, reports, traits.pooled()), events);
    }
}
