package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** Faults at the statements of a session. */
@Thorough
class FaultsOfStatementsIT extends FaultsOnSandbox {
    FaultsOfStatementsIT() {
        super(FaultTable.section("Statements"), RowRuns.NATIVE);
    }
}
