package io.tidbclient.output.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Text;

import java.util.function.IntSupplier;

/** The result of a command about import jobs for people, at its end; ids of jobs as soon as they are known. */
final class ImportsTextRenderer implements RunRenderer<ImportSnapshot> {
    private final LinePrinter results;
    private final Verbosity verbosity;
    private final IntSupplier width;
    private final ImportsText text;
    private final ListingKind listing;

    ImportsTextRenderer(
            LinePrinter results, Verbosity verbosity, IntSupplier width, ImportsText text, ListingKind listing) {
        this.results = results;
        this.verbosity = verbosity;
        this.width = width;
        this.text = text;
        this.listing = listing;
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {
        // At once: whatever comes after it, the job exists and its id must not be lost. Where progress is shown, it
        // has the id.
        if ((listing == ListingKind.IDS || verbosity == Verbosity.QUIET)
                && event instanceof RunEvent.Found found
                && found.event() instanceof ImportEvent.Started started) {
            results.line(Text.of("" + started.job().id()));
        }
    }

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {
        boolean verdictOnly = verbosity == Verbosity.QUIET && listing == ListingKind.OUTCOME;
        int columns = Math.max(2, width.getAsInt());
        results.lines(verdictOnly ? text.verdict(verdict, columns) : text.lines(last, verdict, columns));
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
