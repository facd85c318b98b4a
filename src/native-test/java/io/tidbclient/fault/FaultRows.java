package io.tidbclient.fault;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** A part of the matrix: a test for each of its rows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultRows {
    private final List<FaultRow> rows;

    FaultRows(List<FaultRow> rows) {
        this.rows = rows;
    }

    List<FaultRow> rows() {
        return rows;
    }

    /** The commands of the rows, which have begun. */
    abstract RowRuns runs();

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void each_command_ends_as_the_table_says(FaultRow row) throws Exception {
        runs().assertAsExpected(row);
    }
}
