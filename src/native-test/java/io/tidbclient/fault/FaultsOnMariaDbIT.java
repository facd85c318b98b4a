package io.tidbclient.fault;

import io.tidbclient.testing.MariaDbServer;
import io.tidbclient.testing.RealMariaDb;
import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.BeforeAll;

/** Faults in the middle of scenarios and verifications, on a MariaDB behind the relay. */
@Thorough
@RealMariaDb
class FaultsOnMariaDbIT extends FaultsOnServer {
    FaultsOnMariaDbIT() {
        super(FaultTable.section("MariaDB"));
    }

    @BeforeAll
    void start(MariaDbServer mariadb) {
        begin(new RealServer(mariadb.port()), Pace.ofBuild(), RowRuns.NATIVE);
    }
}
