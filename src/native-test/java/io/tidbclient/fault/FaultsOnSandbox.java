package io.tidbclient.fault;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import java.util.List;

/** A part of the matrix whose commands have a sandbox each. */
abstract class FaultsOnSandbox extends FaultRows {
    private final RowRuns runs;

    /** @param parallel how many commands run at the same time */
    FaultsOnSandbox(List<FaultRow> rows, int parallel) {
        super(rows);
        this.runs = new RowRuns(FaultServers.sandboxes(), parallel);
    }

    @BeforeAll
    void begin() {
        runs.begin(rows());
    }

    @AfterAll
    void end() {
        runs.close();
    }

    @Override
    RowRuns runs() {
        return runs;
    }
}
