package io.tidbclient.output;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.util.OptionalInt;

/** What a table of import jobs shows. */
final class JobColumns {
    static final Table<KnownJob> TABLE = Table.of(
            Column.right("JOB", 0, job -> Text.of("" + job.job().id())),
            Column.<KnownJob>left("TABLE", 1, job -> Text.of(job.job().targetTable()))
                    .cutTo(10),
            Column.left("STATUS", 0, JobColumns::status),
            Column.<KnownJob>left("PHASE", 6, job -> Text.of(job.job().phase())).cutTo(8),
            Column.left("STEP DONE", 3, JobColumns::progress),
            Column.right("STEP ETA", 8, JobColumns::eta),
            Column.right("ROWS", 4, JobColumns::rows),
            Column.right("ROWS/S", 7, JobColumns::rate),
            Column.right("SIZE", 9, job -> Text.of(job.job().sourceSize())),
            Column.right("ELAPSED", 5, JobColumns::elapsed),
            Column.<KnownJob>left("RESULT", 2, JobColumns::result).cutTo(12));

    private static final int BAR = 10;

    private JobColumns() {}

    /** A job's status as a word and a tone; failures in capitals, for those without colour. */
    static Text status(KnownJob known) {
        if (known.vanished()) {
            return Text.of("vanished", Style.WARN);
        }
        return switch (known.job().status()) {
            case PENDING, RUNNING -> Text.of(known.job().status().label());
            case FINISHED -> Text.of("finished", Style.GOOD);
            case FAILED -> Text.of("FAILED", Style.BAD);
            case CANCELLED -> Text.of("cancelled", Style.WARN);
            case AWAITING_RESOLUTION -> Text.of("awaiting-resolution", Style.WARN);
            // The server's own word, which this tool does not know.
            case OTHER -> Text.of(known.job().statusText(), Style.WARN);
        };
    }

    private static Text progress(KnownJob known) {
        return known.job().step().map(StepProgress::percent).stream()
                .flatMapToInt(OptionalInt::stream)
                .mapToObj(JobColumns::bar)
                .findFirst()
                .orElse(Text.EMPTY);
    }

    private static Text bar(int percent) {
        int full = Math.clamp(percent, 0, 100) * BAR / 100;
        return Text.of("█".repeat(full), Style.GOOD)
                .plus("░".repeat(BAR - full), Style.FAINT)
                .plus(" " + percent + "%");
    }

    private static Text eta(KnownJob known) {
        return Text.of(known.job().step().map(StepProgress::eta).orElse(""));
    }

    private static Text rows(KnownJob known) {
        ImportJob job = known.job();
        return job.importedRows().isPresent()
                ? Text.of(Units.count(job.importedRows().getAsLong()))
                : Text.EMPTY;
    }

    private static Text rate(KnownJob known) {
        return known.watched()
                .filter(watched -> !watched.over() && watched.rowsPerSecond().isPresent())
                .map(watched -> Text.of(Units.rate(watched.rowsPerSecond().getAsDouble())))
                .orElse(Text.EMPTY);
    }

    private static Text elapsed(KnownJob known) {
        return known.watched()
                .flatMap(WatchedJob::elapsed)
                .map(elapsed -> Text.of(Units.clock(elapsed)))
                .orElse(Text.EMPTY);
    }

    private static Text result(KnownJob known) {
        if (known.vanished()) {
            return Text.of("no longer listed by the server", Style.WARN);
        }
        Style style = known.job().status() == JobStatus.FAILED ? Style.BAD : Style.PLAIN;
        return Text.of(known.job().resultMessage(), style);
    }
}
