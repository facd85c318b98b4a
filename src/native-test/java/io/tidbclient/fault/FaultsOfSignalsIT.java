package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** Signals while the server is silent. */
@Thorough
class FaultsOfSignalsIT extends FaultsOnSandbox {
    FaultsOfSignalsIT() {
        super(FaultTable.section("Signals"), RowRuns.NATIVE);
    }
}
