package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** Certificates, and faults in each phase of TLS. */
@Thorough
class FaultsOfTlsIT extends FaultsOnSandbox {
    FaultsOfTlsIT() {
        super(FaultTable.section("TLS"), RowRuns.NATIVE);
    }
}
