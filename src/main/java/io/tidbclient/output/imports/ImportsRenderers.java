package io.tidbclient.output.imports;

import io.tidbclient.output.LiveRenderer;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.terminal.AnsiScreen;
import io.tidbclient.output.terminal.RefreshTimer;
import io.tidbclient.output.terminal.TerminalSize;
import io.tidbclient.output.text.ColorScheme;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Paragraph;

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
    /** A live view, drawn on a terminal. */
    public RunRenderer live(ColorScheme stdout, ColorScheme stderr) {
        TerminalSize size = TerminalSize.ofControllingTerminal(clock);
        return new LiveRenderer(
                new AnsiScreen(new LinePrinter(err, stderr), size),
                new LinePrinter(out, stdout),
                RefreshTimer.onThread(),
                clock,
                new ImportsView(text));
    }

    /** Lines that append. */
    public RunRenderer plain(ColorScheme stdout, ColorScheme stderr, Verbosity verbosity, boolean stdoutIsTerminal) {
        TerminalSize size = TerminalSize.ofControllingTerminal(clock);
        IntSupplier width = stdoutIsTerminal ? () -> size.get().columns() : () -> Paragraph.UNLIMITED;
        return new ImportsPlainRenderer(
                new LinePrinter(out, stdout), new LinePrinter(err, stderr), verbosity, width, text, listing);
    }

    /** One JSON document at the end. */
    public RunRenderer json() {
        return new ImportsJsonRenderer(out, report(), false);
    }

    /** A line for each job at the end, and one with the verdict; listeners write those of polls. */
    public RunRenderer ndjson() {
        return new ImportsJsonRenderer(out, report(), true);
    }

    /** Comma-separated values at the end. */
    public RunRenderer csv() {
        return new ImportsCsvRenderer(out, err, text.model());
    }

    private ImportsJson report() {
        return new ImportsJson(toolVersion, text.model(), exitCodes);
    }
}
