package io.tidbclient.fault;

import io.tidbclient.testing.Thorough;

/** Files and standard streams that cannot be read or written, and limits of the process. */
@Thorough
class FaultsOfFilesIT extends FaultsOnSandbox {
    FaultsOfFilesIT() {
        super(FaultTable.section("Files and streams"), RowRuns.NATIVE);
    }
}
