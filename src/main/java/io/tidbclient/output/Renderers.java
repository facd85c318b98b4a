package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.json.ReportJson;
import io.tidbclient.output.terminal.AnsiScreen;
import io.tidbclient.output.terminal.ControllingTerminal;
import io.tidbclient.output.terminal.Keys;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Paragraph;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/** Makes the renderer that a mode asks for. */
public final class Renderers {
    private final ReportJson reports;
    private final InstantSource clock;
    private final PrintStream out;
    private final PrintStream err;
    private final ExitCodes exitCodes;
    private final boolean pooled;
    private final Duration monitored;

    /**
     * @param reports writes them
     * @param clock the one that snapshots are stamped by
     * @param out standard output; stays open
     * @param err standard error; stays open
     * @param exitCodes the numbers that the verdict names
     * @param pooled whether each connection is a pool
     * @param monitored how long import jobs are watched
     */
    public Renderers(
            ReportJson reports,
            InstantSource clock,
            PrintStream out,
            PrintStream err,
            ExitCodes exitCodes,
            boolean pooled,
            Duration monitored) {
        this.reports = reports;
        this.clock = clock;
        this.out = out;
        this.err = err;
        this.exitCodes = exitCodes;
        this.pooled = pooled;
        this.monitored = monitored;
    }

    /**
     * Makes one, for one run.
     *
     * @param mode what is printed where
     * @param verbosity how much of it
     * @param stdoutIsTerminal whether results have to fit a terminal's lines
     */
    public RunRenderer<CheckSnapshot> create(OutputMode mode, Verbosity verbosity, boolean stdoutIsTerminal) {
        LinePrinter progress = new LinePrinter(err, mode.stderr(), mode.signs());
        TerminalSize size = TerminalSize.ofControllingTerminal();
        IntSupplier width = stdoutIsTerminal ? () -> size.get().columns() : () -> Paragraph.UNLIMITED;
        RunRenderer<CheckSnapshot> result = switch (mode.format()) {
            case TEXT ->
                new SummaryRenderer(new LinePrinter(out, mode.stdout(), mode.signs()), verbosity, width, exitCodes);
            case JSON -> new JsonRenderer(out, reports);
            case NDJSON -> new NdjsonRenderer(out, reports, pooled);
            case JUNIT -> new JunitRenderer(out);
        };
        return switch (mode.progress()) {
            case LIVE ->
                new LiveRenderer<>(
                        new AnsiScreen(progress, size),
                        RefreshTimer.onThread(),
                        clock,
                        new LiveView(monitored),
                        new Keys(new ControllingTerminal()),
                        result);
            case LINES -> new PlainRenderer(progress, verbosity, result);
            case NONE -> result;
        };
    }

    /**
     * Makes a second renderer beside {@code first}: every event goes to {@code events} as well, as NDJSON.
     *
     * @param events closed with the renderer
     */
    public RunRenderer<CheckSnapshot> alsoTo(PrintStream events, RunRenderer<CheckSnapshot> first) {
        return new BothRenderers(first, new NdjsonRenderer(events, reports, pooled), events);
    }
}
