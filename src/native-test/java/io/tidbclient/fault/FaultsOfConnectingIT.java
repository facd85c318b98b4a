package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** Faults from the first packet to the answer to the login. */
@Thorough
class FaultsOfConnectingIT extends FaultsOnSandbox {
    FaultsOfConnectingIT() {
        super(FaultTable.section("Connecting"), RowRuns.NATIVE);
    }
}
