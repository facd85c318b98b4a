package io.tidbclient.claims;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The rows about scenarios, isolation and histories, on a MariaDB. */
@RealMariaDb
@Thorough
class ClaimsOnMariaDbIT extends FalsifiedClaims {
    ClaimsOnMariaDbIT(MariaDbServer server, @TempDir Path folder) {
        super(ClaimTable.rows("mariadb"), new ClaimCheck(MariaDbFalsifications.of(server), folder));
    }
}
