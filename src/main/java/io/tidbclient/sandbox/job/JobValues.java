package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A job as the values of its row, by column, in any letter case. */
public final class JobValues {
    /** As the server writes its times: without a zone, in the session's. */
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private static final DateTimeFormatter WHOLE_SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    private static final String ZERO_DATE = "0000-00-00 00:00:00";
    private static final String NOT_APPLICABLE = "N/A";
    private static final long FIRST_TABLE_ID = 1000;

    private JobValues() {}

    /** All columns of all layouts; an empty value is NULL. */
    public static Map<String, Optional<String>> of(JobView view, ZoneId zone) {
        ScriptedJob job = view.job();
        Map<String, Optional<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        values.put("Job_ID", Optional.of(String.valueOf(job.id())));
        values.put("Group_Key", job.group());
        values.put("Data_Source", Optional.of(job.data().source()));
        values.put("Target_Table", Optional.of(job.target()));
        values.put("Table_ID", Optional.of(String.valueOf(FIRST_TABLE_ID + job.id() % FIRST_TABLE_ID)));
        values.put("Phase", Optional.of(view.phase()));
        values.put("Status", Optional.of(view.status()));
        values.put("Source_File_Size", Optional.of(ByteSizes.binary(job.data().bytes())));
        values.put(
                "Imported_Rows",
                view.importedRows().isPresent()
                        ? Optional.of(String.valueOf(view.importedRows().getAsLong()))
                        : Optional.empty());
        values.put("Result_Message", Optional.of(view.message()));
        values.put("Create_Time", Optional.of(time(view.created(), zone)));
        values.put("Start_Time", view.started().map(instant -> time(instant, zone)));
        values.put("End_Time", view.ended().map(instant -> time(instant, zone)));
        values.put("Created_By", Optional.of(job.owner()));
        // The zero date while there is nothing to update, as the documentation of the statement shows it.
        values.put(
                "Last_Update_Time",
                Optional.of(
                        view.step().isPresent()
                                ? WHOLE_SECONDS.format(view.updated().atZone(zone))
                                : ZERO_DATE));
        values.put("Cur_Step", view.step().map(StepView::name));
        values.put("Cur_Step_Processed_Size", view.step().map(step -> ByteSizes.decimal(step.processed())));
        values.put("Cur_Step_Total_Size", view.step().map(step -> ByteSizes.decimal(step.total())));
        values.put("Cur_Step_Progress_Pct", view.step().map(JobValues::percent));
        values.put("Cur_Step_Speed", view.step().map(step -> ByteSizes.decimal(step.bytesPerSecond()) + "/s"));
        values.put("Cur_Step_ETA", view.step().map(JobValues::eta));
        return values;
    }

    private static String time(Instant instant, ZoneId zone) {
        return TIME.format(instant.atZone(zone));
    }

    private static String percent(StepView step) {
        return step.total() > 0 ? String.valueOf((long) (100.0 * step.processed() / step.total())) : NOT_APPLICABLE;
    }

    private static String eta(StepView step) {
        return step.remaining().map(JobValues::clock).orElse(NOT_APPLICABLE);
    }

    private static String clock(Duration left) {
        String days = left.toDays() > 0 ? left.toDays() + " d " : "";
        return String.format(
                Locale.ROOT, "%s%02d:%02d:%02d", days, left.toHoursPart(), left.toMinutesPart(), left.toSecondsPart());
    }
}
