package io.tidbclient.output.job;

import io.tidbclient.importjob.JobDoubt;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.estimate.EstimateSource;
import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Column;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Table;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tables of import jobs show, and its parts for other texts about a job. */
public final class JobColumns {
    private static final int BAR = 10;
    private static final int TREND = 12;
    /** In capitals, as everything that requires an action. */
    public static final String AWAITING = "AWAITING RESOLUTION";

    private static final Column<JobLine> RESULT = Column.left("RESULT", 3, JobColumns::result);

    private static final List<Column<JobLine>> UP_TO_ETA = List.of(
            Column.right("JOB", 0, line -> Text.of("" + line.job().id(), Style.STRONG)),
            Column.<JobLine>left(
                            "GROUP", 9, line -> Text.of(line.job().groupKey().orElse("")))
                    .cutTo(6),
            // The name identifies the row, so that up to 32 columns of it are never cut.
            Column.<JobLine>left("TABLE", 0, line -> Text.of(line.job().tableName()))
                    .cutTo(32),
            Column.left("STATUS", 0, JobColumns::status),
            Column.<JobLine>left("PHASE", 6, PhaseTrack::of).cutTo(9),
            Column.left("DONE", 2, JobColumns::done),
            Column.right("ETA", 1, line -> left(line.estimate().eta())));

    private static final List<Column<JobLine>> AFTER_ETA = List.of(
            Column.right("ETA RANGE", 7, line -> between(line.estimate().eta())),
            Column.right("ROWS", 3, JobColumns::rows),
            Column.right("ROWS/S", 4, line -> rate(speed(line))),
            Column.right("BYTES/S", 5, line -> bytes(line.estimate().bytesPerSecond())),
            Column.left("TREND", 8, JobColumns::trend),
            Column.right("ELAPSED", 4, JobColumns::elapsed),
            Column.right("SIZE", 9, line -> Text.of(line.job().sourceSize())));

    private static final List<Column<JobLine>> MORE = List.of(
            Column.left("ETA BASIS", 10, JobColumns::source),
            Column.left("CREATED", 10, line -> time(line.job().created())),
            Column.left("STARTED", 10, line -> time(line.job().started())),
            Column.left("ENDED", 10, line -> time(line.job().ended())),
            Column.left("BY", 10, line -> Text.of(line.job().createdBy())),
            Column.left("SOURCE", 10, line -> Text.of(line.job().dataSource())),
            Column.left("OTHER", 10, JobColumns::other));

    private JobColumns() {}

    /** For a terminal's width, without the result. */
    static Table<JobLine> fitting(JobTable table) {
        return new Table<>(always(table));
    }

    /** One line for each job. */
    static Table<JobLine> withResult(JobTable table) {
        return new Table<>(with(always(table), List.of(RESULT)));
    }

    /** With all there is. */
    static Table<JobLine> wide(JobTable table) {
        return new Table<>(with(with(always(table), List.of(RESULT)), MORE));
    }

    private static List<Column<JobLine>> always(JobTable table) {
        Column<JobLine> mark =
                Column.left("", 0, line -> table.selected().test(line) ? Text.of("▸", Style.STRONG) : Text.EMPTY);
        Column<JobLine> ends = Column.right(
                "ENDS",
                4,
                line -> Text.of(line.estimate()
                        .eta()
                        .flatMap(table.ends()::of)
                        .map(time -> "~" + time)
                        .orElse("")));
        return with(with(List.of(mark), with(UP_TO_ETA, List.of(ends))), AFTER_ETA);
    }

    private static List<Column<JobLine>> with(List<Column<JobLine>> columns, List<Column<JobLine>> more) {
        return Stream.concat(columns.stream(), more.stream()).toList();
    }

    /** A job's status as a word and a tone; failures in capitals, for those without colour. */
    public static Text status(JobLine line) {
        if (line.watched().vanished()) {
            return Text.of("vanished", Style.WARN);
        }
        if (line.estimate().stalledFor().isPresent()) {
            return Text.of("STALLED " + Units.clock(line.estimate().stalledFor().get()), Style.WARN);
        }
        String word = line.job().status().label();
        return switch (line.job().status()) {
            case PENDING, RUNNING -> Text.of(word);
            case FINISHED -> Text.of(word, Style.GOOD);
            case FAILED -> Text.of("FAILED", Style.BAD);
            case CANCELLED -> Text.of(word, Style.WARN);
            case AWAITING_RESOLUTION -> Text.of(AWAITING, Style.WARN);
            // The server's own word, which this tool does not know.
            case OTHER -> Text.of(line.job().statusText(), Style.WARN);
        };
    }

    /** A bar and the share of the job; of its step where that is all there is; else nothing. */
    public static Text done(JobLine line) {
        OptionalDouble share = line.estimate().share();
        if (share.isPresent()) {
            return bar((int) Math.floor(share.getAsDouble() * 100));
        }
        OptionalInt step = line.running()
                ? line.job().step().map(StepProgress::percent).orElse(OptionalInt.empty())
                : OptionalInt.empty();
        return step.isPresent() ? Text.of("step " + step.getAsInt() + "%", Style.FAINT) : Text.EMPTY;
    }

    private static Text bar(int percent) {
        int full = Math.clamp(percent, 0, 100) * BAR / 100;
        return Text.of("█".repeat(full), Style.GOOD)
                .plus("░".repeat(BAR - full), Style.FAINT)
                .plus(String.format(Locale.ROOT, " %3d%%", percent));
    }

    private static Text left(Optional<Eta> eta) {
        return eta.map(known -> Text.of("~" + Units.clock(known.left()), Style.STRONG))
                .orElse(Text.EMPTY);
    }

    /** The range of the remaining time; blank when there is none. */
    public static Text between(Optional<Eta> eta) {
        return eta.map(known -> Text.of(Units.clock(known.least()) + "–" + Units.clock(known.most()), Style.FAINT))
                .orElse(Text.EMPTY);
    }

    /**
     * The imported rows, and how many are expected where that is known and not passed yet; blank when the server reports
     * none.
     */
    public static Text rows(JobLine line) {
        if (line.job().importedRows().isEmpty()) {
            return Text.EMPTY;
        }
        long imported = line.job().importedRows().getAsLong();
        OptionalDouble expected = line.estimate().expectedRows();
        return Text.of(Units.count(imported)
                + (expected.isPresent() && imported <= expected.getAsDouble()
                        ? " of ~" + Units.about(expected.getAsDouble())
                        : ""));
    }

    /** The estimate's; before there is one, that of the last two polls. */
    static OptionalDouble speed(JobLine line) {
        OptionalDouble estimated = line.estimate().rowsPerSecond();
        return estimated.isPresent() || line.watched().over()
                ? estimated
                : line.watched().rowsPerSecond();
    }

    /** Rows per second; blank when unknown. */
    public static Text rate(OptionalDouble perSecond) {
        return perSecond.isPresent() ? Text.of(Units.rate(perSecond.getAsDouble())) : Text.EMPTY;
    }

    /** Bytes per second, as an amount; blank when unknown. */
    public static Text bytes(OptionalDouble perSecond) {
        return perSecond.isPresent() ? Text.of(Units.bytes(perSecond.getAsDouble())) : Text.EMPTY;
    }

    private static Text trend(JobLine line) {
        return line.watched().over()
                ? Text.EMPTY
                : Text.of(Sparkline.of(line.estimate().rates(), TREND), Style.GOOD);
    }

    /** The time since its start; blank before it. */
    public static Text elapsed(JobLine line) {
        return line.watched()
                .elapsed()
                .map(elapsed -> Text.of(Units.clock(elapsed)))
                .orElse(Text.EMPTY);
    }

    static Text result(JobLine line) {
        if (line.watched().vanished()) {
            return Text.of("no longer listed by the server", Style.WARN);
        }
        if ((line.failed() || line.awaitsResolution())
                && line.job().resultMessage().isEmpty()) {
            return Text.of("the server does not say why", resultStyle(line));
        }
        Optional<JobDoubt> doubt = JobDoubt.of(line.job());
        String rows = doubt.filter(JobDoubt::withoutRows).isPresent()
                ? "no row of " + line.job().sourceSize() + " was imported"
                : "";
        return Text.of(
                Stream.of(line.job().resultMessage(), rows)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" ")),
                resultStyle(line));
    }

    static Style resultStyle(JobLine line) {
        if (line.failed()) {
            return Style.BAD;
        }
        return line.awaitsResolution() || JobDoubt.of(line.job()).isPresent() ? Style.WARN : Style.PLAIN;
    }

    private static Text source(JobLine line) {
        EstimateSource source = line.estimate().source();
        return source == EstimateSource.NONE ? Text.EMPTY : Text.of(source.words());
    }

    private static Text time(Optional<LocalDateTime> time) {
        return Text.of(time.map(Units::dateTime).orElse(""));
    }

    private static Text other(JobLine line) {
        StringBuilder all = new StringBuilder();
        new TreeMap<>(line.job().unknownColumns())
                .forEach((name, value) -> all.append(all.isEmpty() ? "" : ", ")
                        .append(name)
                        .append('=')
                        .append(value));
        return Text.of(all.toString());
    }
}
