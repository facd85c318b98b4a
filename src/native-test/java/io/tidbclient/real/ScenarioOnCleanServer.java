package io.tidbclient.real;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.TidbServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests with a folder for scripts, each of which leaves the server as it found it. */
abstract class ScenarioOnCleanServer {
    ScratchFolder folder;
    private Inventory before;

    @BeforeEach
    void make_a_folder(TidbServer tidb) throws SQLException {
        folder = ScratchFolder.create("scenario");
        before = Inventory.of(tidb);
    }

    @AfterEach
    void remove_it(TidbServer tidb) throws SQLException {
        folder.close();
        assertThat(Inventory.of(tidb)).isEqualTo(before);
    }
}
