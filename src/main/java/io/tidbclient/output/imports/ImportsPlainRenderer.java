package io.tidbclient.output.imports;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportEvent;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;

import java.time.Duration;
import java.util.Locale;
import java.util.function.IntSupplier;

/** Lines that append, for a pipe or a file; the result at the end. */
final class ImportsPlainRenderer implements RunRenderer {
    private final LinePrinter results;
    private final LinePrinter progress;
    private final Verbosity verbosity;
    private final IntSupplier width;
    private final ImportsText text;
    private final ListingKind listing;
    private final ImportsNews news;

    ImportsPlainRenderer(
            LinePrinter results,
            LinePrinter progress,
            Verbosity verbosity,
            IntSupplier width,
            ImportsText text,
            ListingKind listing) {
        this.results = results;
        this.progress = progress;
        this.verbosity = verbosity;
        this.width = width;
        this.text = text;
        this.listing = listing;
        this.news = new ImportsNews(text.model());
    }

    @Override
    public void on(RunEvent event, CheckSnapshot after) {
        // At once: whatever comes after it, the job is there and its id must not be lost.
        if (listing == ListingKind.IDS
                && event instanceof RunEvent.Found found
                && found.event() instanceof ImportEvent.Started started) {
            results.line(Text.of("" + started.job().id()));
        }
        // Who asked for a list has it in a moment.
        boolean listed = listing.isAnswer();
        if (verbosity == Verbosity.QUIET || (listed && verbosity != Verbosity.VERBOSE)) {
            return;
        }
        String seconds = String.format(
                Locale.ROOT,
                "%8.3fs  ",
                Duration.between(after.startedAt(), after.at()).toMillis() / 1_000.0);
        news.of(event, after)
                .forEach(line -> progress.line(Text.of(seconds, Style.FAINT).plus(line)));
    }

    @Override
    public void finished(CheckSnapshot last, RunVerdict verdict) {
        boolean verdictOnly = verbosity == Verbosity.QUIET && listing == ListingKind.OUTCOME;
        int columns = Math.max(2, width.getAsInt());
        results.lines(verdictOnly ? text.verdict(verdict, columns) : text.lines(last, verdict, columns));
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
