package io.tidbclient.claims;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.List;

/** The rows of the table of claims about scenarios, isolation and histories, on a MariaDB. */
@RealMariaDb
@Thorough
class ClaimsOnMariaDbIT {
    @TempDir
    private static Path folder;

    private static ClaimCheck check;

    @BeforeAll
    static void worlds(MariaDbServer server) {
        check = new ClaimCheck(MariaDbFalsifications.of(server), folder);
    }

    static List<ClaimRow> rows() {
        return ClaimTable.rows("mariadb");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void a_claim_is_gone_when_its_fact_is_falsified(ClaimRow row) throws Exception {
        check.verify(row);
    }
}
