package io.tidbclient.importjob;

import io.tidbclient.connection.Row;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the rows of one answer to {@code SHOW IMPORT JOBS}, whatever its layout. */
final class JobRows {
    private static final Pattern PERCENT = Pattern.compile("(\\d{1,3})(?:\\.\\d{1,9})?\\s*%?");

    private static final StepProgress NO_STEP = new StepProgress("", "", "", OptionalInt.empty(), "", "");

    private List<String> columns = List.of();
    private List<String> unknown = List.of();
    private Set<JobColumn> present = Set.of();

    /** The job of a row; empty when the row cannot be distinguished from others or has no status to go by. */
    Optional<ImportJob> read(Row row) {
        useColumns(row.columns());
        OptionalLong id = row.number(JobColumn.JOB_ID.columnName());
        if (id.isEmpty() || !present.contains(JobColumn.STATUS)) {
            return Optional.empty();
        }
        String status = text(row, JobColumn.STATUS);
        return Optional.of(new ImportJob(
                id.getAsLong(),
                value(row, JobColumn.GROUP_KEY).filter(key -> !key.isEmpty()),
                text(row, JobColumn.DATA_SOURCE),
                text(row, JobColumn.TARGET_TABLE),
                reported(row, JobColumn.PHASE),
                JobStatus.parse(status),
                status,
                reported(row, JobColumn.SOURCE_FILE_SIZE),
                row.number(JobColumn.IMPORTED_ROWS.columnName()),
                text(row, JobColumn.RESULT_MESSAGE),
                time(row, JobColumn.CREATE_TIME),
                time(row, JobColumn.START_TIME),
                time(row, JobColumn.END_TIME),
                time(row, JobColumn.LAST_UPDATE_TIME),
                text(row, JobColumn.CREATED_BY),
                step(row),
                unknownValues(row)));
    }

    /** The columns are the same for all rows of an answer, and an answer may have thousands. */
    private void useColumns(List<String> columnsOfRow) {
        if (!columnsOfRow.equals(columns)) {
            columns = List.copyOf(columnsOfRow);
            present = JobColumn.among(columns);
            unknown = columns.stream().filter(name -> !JobColumn.knows(name)).toList();
        }
    }

    private Optional<StepProgress> step(Row row) {
        if (!present.contains(JobColumn.CUR_STEP)) {
            return Optional.empty();
        }
        StepProgress step = new StepProgress(
                reported(row, JobColumn.CUR_STEP),
                reported(row, JobColumn.CUR_STEP_PROCESSED_SIZE),
                reported(row, JobColumn.CUR_STEP_TOTAL_SIZE),
                percent(reported(row, JobColumn.CUR_STEP_PROGRESS_PCT)),
                reported(row, JobColumn.CUR_STEP_SPEED),
                reported(row, JobColumn.CUR_STEP_ETA));
        return Optional.of(step).filter(reported -> !reported.equals(NO_STEP));
    }

    private Map<String, String> unknownValues(Row row) {
        if (unknown.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new HashMap<>();
        unknown.forEach(name -> row.text(name).ifPresent(value -> values.put(name, value)));
        return values;
    }

    /** A number outside of 0 to 100 is no percentage, and better omitted than corrected. */
    private static OptionalInt percent(String text) {
        Matcher matcher = PERCENT.matcher(text);
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int percent = Integer.parseInt(matcher.group(1));
        return percent <= 100 ? OptionalInt.of(percent) : OptionalInt.empty();
    }

    private Optional<LocalDateTime> time(Row row, JobColumn column) {
        return present.contains(column) ? row.time(column.columnName()).filter(JobRows::plausible) : Optional.empty();
    }

    /** Whether a server can mean it: MySQL's protocol has years of four digits. A time beyond would overflow sums. */
    static boolean plausible(LocalDateTime time) {
        return time.getYear() >= 1 && time.getYear() <= 9999;
    }

    private Optional<String> value(Row row, JobColumn column) {
        return present.contains(column) ? row.text(column.columnName()) : Optional.empty();
    }

    private String text(Row row, JobColumn column) {
        return value(row, column).orElse("");
    }

    private String reported(Row row, JobColumn column) {
        String text = text(row, column).strip();
        return text.equalsIgnoreCase("N/A") ? "" : text;
    }
}
