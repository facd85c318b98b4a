package io.tidbclient.output.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.output.RepeatedFailures;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.Verbosity;
import io.tidbclient.output.text.LinePrinter;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.time.Durations;

import java.util.List;
import java.util.Locale;

/** Progress as lines that append, for a pipe or a file, then a result. */
final class ImportsPlainRenderer implements RunRenderer<ImportSnapshot> {
    private final LinePrinter progress;
    private final ImportsNews news;
    private final RunRenderer<ImportSnapshot> result;
    private final boolean verbose;
    private final RepeatedFailures failures = new RepeatedFailures();

    /**
     * @param progress standard error
     * @param news what is worth a line
     * @param verbosity with {@link Verbosity#VERBOSE} a failure that repeats the one before has a line, too
     * @param result what is printed on standard output; receives every event first, and is closed by this renderer
     */
    ImportsPlainRenderer(
            LinePrinter progress, ImportsNews news, Verbosity verbosity, RunRenderer<ImportSnapshot> result) {
        this.progress = progress;
        this.news = news;
        this.verbose = verbosity == Verbosity.VERBOSE;
        this.result = result;
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {
        result.on(event, after);
        String seconds = String.format(
                Locale.ROOT,
                "%8.3fs  ",
                Durations.between(after.check().startedAt(), after.check().at()).toMillis() / 1_000.0);
        List<Text> lines = news.of(event, after);
        if (verbose || failures.allow(event, after.check())) {
            lines.forEach(line -> progress.line(Text.of(seconds, Style.FAINT).plus(line)));
        }
    }

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {
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
}
