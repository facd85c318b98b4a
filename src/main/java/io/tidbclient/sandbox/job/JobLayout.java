package io.tidbclient.sandbox.job;

import io.tidbclient.sandbox.wire.ColumnType;
import io.tidbclient.sandbox.wire.WireColumn;

import java.util.ArrayList;
import java.util.List;

/** The columns of {@code SHOW IMPORT JOBS}, by the server's release. */
public enum JobLayout {
    /** TiDB up to 7.1, and every MySQL: there is no such statement. */
    NONE {
        @Override
        public List<WireColumn> wireColumns() {
            return List.of();
        }
    },
    /** TiDB 7.2 to 8.5. */
    COLUMNS_13 {
        @Override
        public List<WireColumn> wireColumns() {
            return BASE;
        }
    },
    /** A draft of 2025: with the current step. */
    COLUMNS_20 {
        @Override
        public List<WireColumn> wireColumns() {
            List<WireColumn> wireColumns = new ArrayList<>(BASE);
            wireColumns.addAll(STEP);
            return List.copyOf(wireColumns);
        }
    },
    /** TiDB's 9.0 line: with the group as second column. */
    COLUMNS_21 {
        @Override
        public List<WireColumn> wireColumns() {
            List<WireColumn> wireColumns = new ArrayList<>(COLUMNS_20.wireColumns());
            wireColumns.add(1, text("Group_Key"));
            return List.copyOf(wireColumns);
        }
    };

    private static final List<WireColumn> BASE = List.of(
            number("Job_ID"),
            text("Data_Source"),
            text("Target_Table"),
            number("Table_ID"),
            text("Phase"),
            text("Status"),
            text("Source_File_Size"),
            number("Imported_Rows"),
            text("Result_Message"),
            time("Create_Time"),
            time("Start_Time"),
            time("End_Time"),
            text("Created_By"));
    private static final List<WireColumn> STEP = List.of(
            time("Last_Update_Time"),
            text("Cur_Step"),
            text("Cur_Step_Processed_Size"),
            text("Cur_Step_Total_Size"),
            text("Cur_Step_Progress_Pct"),
            text("Cur_Step_Speed"),
            text("Cur_Step_ETA"));

    /** In their order. */
    public abstract List<WireColumn> wireColumns();

    private static WireColumn number(String name) {
        return new WireColumn(name, ColumnType.BIGINT);
    }

    private static WireColumn text(String name) {
        return new WireColumn(name, ColumnType.CHAR);
    }

    private static WireColumn time(String name) {
        return new WireColumn(name, ColumnType.TIMESTAMP);
    }
}
