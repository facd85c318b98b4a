package io.tidbclient.claims;

import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The other rows of the table of claims that need no real server; most of their time is waiting. */
@Thorough
@Execution(ExecutionMode.CONCURRENT)
class EveryClaimIT {
    @TempDir
    private static Path folder;

    private static ClaimCheck check;

    @BeforeAll
    static void worlds() throws IOException {
        check = OfflineFalsifications.check(folder);
    }

    static List<ClaimRow> rows() {
        return ClaimTable.rows("native");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_claim_is_gone_when_its_fact_is_falsified(ClaimRow row) throws Exception {
        check.verify(row);
    }
}
