package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** The refusals of logins that servers and proxies are known to answer. */
@Thorough
class FaultsOfLoginsIT extends FaultsOnSandbox {
    FaultsOfLoginsIT() {
        super(FaultTable.section("Logins"), RowRuns.NATIVE);
    }
}
