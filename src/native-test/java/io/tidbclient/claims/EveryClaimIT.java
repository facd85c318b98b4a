package io.tidbclient.claims;

import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.nio.file.Path;

/** The other rows that need no real server; most of their time is waiting. */
@Thorough
@Execution(ExecutionMode.CONCURRENT)
class EveryClaimIT extends FalsifiedClaims {
    EveryClaimIT(@TempDir Path folder) throws IOException {
        super(ClaimTable.rows("native"), OfflineFalsifications.check(folder));
    }
}
