package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.LiveRenderer;
import io.tidbclient.output.OutputMode;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.terminal.AnsiScreen;
import io.tidbclient.output.terminal.ControllingTerminal;
import io.tidbclient.output.terminal.Keys;
import io.tidbclient.output.terminal.LineWidth;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.LinePrinter;

import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/**
 * Makes the renderers of the commands about import jobs.
 *
 * @param toolVersion goes into reports
 * @param clock the one that snapshots are stamped by
 * @param out standard output; stays open
 * @param err standard error; stays open
 * @param text the result for people
 * @param listing what the result looks like
 * @param exitCodes the numbers that a verdict names
 */
public record ImportsRenderers(
        String toolVersion,
        InstantSource clock,
        PrintStream out,
        PrintStream err,
        ImportsText text,
        ListingKind listing,
        ExitCodes exitCodes) {
    /**
     * Makes the renderer that a mode asks for.
     *
     * @param mode what is printed where; imports have no JUnit report
     * @param verbosity how much of it
     * @param lineWidth how wide lines are
     */
    public RunRenderer<ImportSnapshot> create(OutputMode mode, Verbosity verbosity, LineWidth lineWidth) {
        TerminalSize size = TerminalSize.ofControllingTerminal();
        IntSupplier width = lineWidth.results(size);
        RunRenderer<ImportSnapshot> result = switch (mode.format()) {
            case TEXT ->
                new ImportsTextRenderer(
                        new LinePrinter(out, mode.stdout(), mode.signs()), verbosity, width, text, listing);
            case JSON -> new ImportsJsonRenderer(out, report(), false);
            case NDJSON -> new ImportsJsonRenderer(out, report(), true);
            case JUNIT -> throw new IllegalArgumentException("import jobs have no JUnit report");
        };
        LinePrinter progress = new LinePrinter(err, mode.stderr(), mode.signs());
        RunRenderer<ImportSnapshot> lines =
                new ImportsPlainRenderer(progress, new ImportsNews(text.zone()), verbosity, result);
        // A listing answers at once, so it shows progress only with --verbose.
        if (listing.isAnswer()) {
            return verbosity == Verbosity.VERBOSE && mode.progress() != OutputMode.Progress.NONE ? lines : result;
        }
        return switch (mode.progress()) {
            case LIVE ->
                listing == ListingKind.OUTCOME
                        ? new LiveRenderer<>(
                                new AnsiScreen(progress, lineWidth.view(size)),
                                RefreshTimer.onThread(),
                                clock,
                                new ImportsView(text),
                                new Keys(new ControllingTerminal()),
                                result)
                        : lines;
            case LINES -> lines;
            case NONE -> result;
        };
    }

    /** Comma-separated values at the end. */
    public RunRenderer<ImportSnapshot> csv() {
        return new ImportsCsvRenderer(out, err);
    }

    private ImportsJson report() {
        return new ImportsJson(toolVersion, exitCodes);
    }
}
