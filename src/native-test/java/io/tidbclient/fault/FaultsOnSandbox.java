package io.tidbclient.fault;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;

/** A part of the matrix whose commands have a sandbox each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultsOnSandbox {
    private final List<FaultRow> rows;
    private final RowRuns runs;

    /** @param parallel how many commands run at the same time */
    FaultsOnSandbox(List<FaultRow> rows, int parallel) {
        this.rows = rows;
        this.runs = new RowRuns(FaultServers.sandboxes(), parallel);
    }

    @BeforeAll
    void begin() {
        runs.begin(rows);
    }

    @AfterAll
    void end() {
        runs.close();
    }

    List<FaultRow> rows() {
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void each_command_ends_as_the_table_says(FaultRow row) throws Exception {
        runs.assertAsExpected(row);
    }
}
