package io.tidbclient.importjob;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The columns of {@code SHOW IMPORT JOBS} that this tool knows, over all layouts (TiDB's source, list of the statement's
 * output columns; the first 13 seen on v8.5.4). They are found by name: the 9.0 line inserts {@link #GROUP_KEY} second.
 */
enum JobColumn {
    JOB_ID("Job_ID"),
    GROUP_KEY("Group_Key"),
    DATA_SOURCE("Data_Source"),
    TARGET_TABLE("Target_Table"),
    /** The table's internal number: of no use to a user, who reads {@link #TARGET_TABLE}, so it is known and not kept. */
    TABLE_ID("Table_ID"),
    PHASE("Phase"),
    STATUS("Status"),
    SOURCE_FILE_SIZE("Source_File_Size"),
    IMPORTED_ROWS("Imported_Rows"),
    RESULT_MESSAGE("Result_Message"),
    CREATE_TIME("Create_Time"),
    START_TIME("Start_Time"),
    END_TIME("End_Time"),
    CREATED_BY("Created_By"),
    LAST_UPDATE_TIME("Last_Update_Time"),
    CUR_STEP("Cur_Step"),
    CUR_STEP_PROCESSED_SIZE("Cur_Step_Processed_Size"),
    CUR_STEP_TOTAL_SIZE("Cur_Step_Total_Size"),
    CUR_STEP_PROGRESS_PCT("Cur_Step_Progress_Pct"),
    CUR_STEP_SPEED("Cur_Step_Speed"),
    CUR_STEP_ETA("Cur_Step_ETA");

    private static final Set<String> NAMES = Arrays.stream(values())
            .map(JobColumn::columnName)
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));

    private final String columnName;

    JobColumn(String columnName) {
        this.columnName = columnName;
    }

    /** Whether a column of this name, in any case, is one of these. */
    static boolean knows(String name) {
        return NAMES.contains(name);
    }

    /** Those of these names, in any case. */
    static Set<JobColumn> among(Collection<String> names) {
        Set<String> reported = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        reported.addAll(names);
        return Arrays.stream(values())
                .filter(column -> reported.contains(column.columnName))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(JobColumn.class)));
    }

    /** As TiDB writes it. */
    String columnName() {
        return columnName;
    }
}
