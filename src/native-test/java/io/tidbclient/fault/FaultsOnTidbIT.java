package io.tidbclient.fault;

import io.tidbclient.testing.RealTidb;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.TidbLauncher;
import io.tidbclient.testing.TidbOptions;
import org.junit.jupiter.api.BeforeAll;

/** The same on a TiDB of its own: killing a session that holds locks can end the server (v8.5.4). */
@Thorough
@RealTidb
class FaultsOnTidbIT extends FaultsOnServer {
    /** Schema changes take TiDB a second when several run at the same time. */
    private static final int SLOWER = 4;

    private static final int PARALLEL = 4;

    FaultsOnTidbIT() {
        super(FaultTable.section("TiDB"));
    }

    @BeforeAll
    void start(TidbLauncher launcher) {
        RealServer server =
                new RealServer(launcher.start(TidbOptions.PLAIN).server().port());
        begin(server, Pace.ofBuild().times(SLOWER), PARALLEL);
    }
}
