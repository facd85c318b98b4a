package io.tidbclient.importjob;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Rows of {@code SHOW IMPORT JOBS} in each of its layouts. */
final class Layouts {
    /** As seen on v8.5.4. */
    static final List<String> COLUMNS_13 = List.of(
            "Job_ID",
            "Data_Source",
            "Target_Table",
            "Table_ID",
            "Phase",
            "Status",
            "Source_File_Size",
            "Imported_Rows",
            "Result_Message",
            "Create_Time",
            "Start_Time",
            "End_Time",
            "Created_By");

    private static final List<String> STEP = List.of(
            "Last_Update_Time",
            "Cur_Step",
            "Cur_Step_Processed_Size",
            "Cur_Step_Total_Size",
            "Cur_Step_Progress_Pct",
            "Cur_Step_Speed",
            "Cur_Step_ETA");

    static final List<String> COLUMNS_20 =
            Stream.concat(COLUMNS_13.stream(), STEP.stream()).toList();

    static final List<String> COLUMNS_21 = Stream.of(List.of("Job_ID", "Group_Key"), COLUMNS_20.subList(1, 20))
            .flatMap(List::stream)
            .toList();

    private Layouts() {}

    /** A running job that fills every column. */
    static Map<String, String> running() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("Job_ID", "60001");
        cells.put("Group_Key", "nightly");
        cells.put("Data_Source", "s3://bucket/t.*.csv");
        cells.put("Target_Table", "`d`.`t`");
        cells.put("Table_ID", "116");
        cells.put("Phase", "importing");
        cells.put("Status", "running");
        cells.put("Source_File_Size", "290.8KiB");
        cells.put("Imported_Rows", "1234");
        cells.put("Result_Message", "");
        cells.put("Create_Time", "2026-11-22 03:21:28.555052");
        cells.put("Start_Time", "2026-11-22 03:21:29.068454");
        cells.put("End_Time", null);
        cells.put("Created_By", "root@%");
        cells.put("Last_Update_Time", "2026-11-22 03:21:40");
        cells.put("Cur_Step", "import");
        cells.put("Cur_Step_Processed_Size", "4.55GB");
        cells.put("Cur_Step_Total_Size", "9.1GB");
        cells.put("Cur_Step_Progress_Pct", "50");
        cells.put("Cur_Step_Speed", "10.96MB/s");
        cells.put("Cur_Step_ETA", "00:06:55");
        return cells;
    }

    /** The running job with some cells changed. */
    static Map<String, String> running(String... changes) {
        Map<String, String> cells = running();
        for (int i = 0; i < changes.length; i += 2) {
            cells.put(changes[i], changes[i + 1]);
        }
        return cells;
    }

    /** A row that has just these columns, in this order. */
    static FakeRow row(List<String> columns, Map<String, String> cells) {
        Map<String, String> ordered = new LinkedHashMap<>();
        columns.forEach(name -> ordered.put(name, cells.get(name)));
        return new FakeRow(ordered);
    }
}
