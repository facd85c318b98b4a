package io.tidbclient.output.imports;

import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.TargetTable;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.RunRenderer;
import io.tidbclient.output.text.TerminalText;
import io.tidbclient.output.text.Units;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Jobs as comma-separated values by RFC 4180, a line of headings first; numbers without separators. */
final class ImportsCsvRenderer implements RunRenderer<ImportSnapshot> {
    private static final List<Field> FIELDS = List.of(
            new Field("server", line -> line.target().toString()),
            new Field("job_id", line -> "" + line.job().id()),
            new Field("group_key", line -> line.job().groupKey().orElse("")),
            new Field("target_table", line -> line.job().targetTable()),
            new Field(
                    "schema",
                    line -> line.job().target().map(TargetTable::schema).orElse("")),
            new Field(
                    "table", line -> line.job().target().map(TargetTable::table).orElse("")),
            new Field(
                    "status",
                    line -> line.watched().vanished() ? "vanished" : line.job().statusText()),
            new Field("phase", line -> line.job().phase()),
            new Field("percent", line -> percent(line.estimate().share())),
            new Field(
                    "left_seconds",
                    line -> line.estimate()
                            .eta()
                            .map(eta -> "" + eta.left().toSeconds())
                            .orElse("")),
            new Field("imported_rows", line -> number(line.job().importedRows())),
            new Field("rows_per_second", line -> rate(line.estimate().rowsPerSecond())),
            new Field("source_size", line -> line.job().sourceSize()),
            new Field("size_bytes", line -> number(line.job().sourceBytes())),
            new Field(
                    "elapsed_seconds",
                    line -> line.watched()
                            .elapsed()
                            .map(elapsed -> "" + elapsed.toSeconds())
                            .orElse("")),
            new Field("created", line -> time(line.job(), ImportJob::created)),
            new Field("started", line -> time(line.job(), ImportJob::started)),
            new Field("ended", line -> time(line.job(), ImportJob::ended)),
            new Field("created_utc", line -> utc(line, ImportJob::created)),
            new Field("started_utc", line -> utc(line, ImportJob::started)),
            new Field("ended_utc", line -> utc(line, ImportJob::ended)),
            new Field("created_by", line -> line.job().createdBy()),
            new Field("data_source", line -> line.job().dataSource()),
            new Field("result_message", line -> line.job().resultMessage()));

    private final PrintStream out;
    private final PrintStream err;

    private record Field(String name, Function<JobLine, String> value) {}

    ImportsCsvRenderer(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public void on(RunEvent event, ImportSnapshot after) {
        // All of it is known at the end.
    }

    @Override
    public void finished(ImportSnapshot last, RunVerdict verdict) {
        StringBuilder text = new StringBuilder();
        row(text, FIELDS.stream().map(Field::name).toList());
        last.lines()
                .forEach(line -> row(
                        text,
                        FIELDS.stream().map(field -> field.value().apply(line)).toList()));
        out.print(text);
        out.flush();
        if (!verdict.isSuccess()) {
            err.println("tidb-client: " + verdict.sentence());
        }
    }

    private static void row(StringBuilder text, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",").append(quoted(values.get(i)));
        }
        text.append("\r\n");
    }

    /** A spreadsheet takes what begins with one of these signs for a formula, and the text comes from a server. */
    private static String quoted(String value) {
        String clean = TerminalText.clean(value);
        String safe = !clean.isEmpty() && "=+-@".indexOf(clean.charAt(0)) >= 0 ? "'" + clean : clean;
        return safe.chars().anyMatch(c -> c == '"' || c == ',') ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? "" + (int) (share.getAsDouble() * 100) : "";
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? "" + value.getAsLong() : "";
    }

    private static String time(ImportJob job, Function<ImportJob, Optional<LocalDateTime>> of) {
        return of.apply(job).map(Units::dateTime).orElse("");
    }

    private static String utc(JobLine line, Function<ImportJob, Optional<LocalDateTime>> of) {
        return of.apply(line.job())
                .flatMap(time -> line.watched().zone().map(time::toInstant))
                .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
                .orElse("");
    }

    /** One digit after the point, as in JSON. */
    private static String rate(OptionalDouble perSecond) {
        return perSecond.isPresent() ? String.format(Locale.ROOT, "%.1f", perSecond.getAsDouble()) : "";
    }

    @Override
    public void close() {
        // Nothing was taken.
    }
}
