package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.script.TestScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** One server stands for all those that the conditions do not distinguish. */
class ServerCasesTest {
    private static Scenario onlyOn(String condition) {
        return TestScripts.one("scenario: s\nsessions: [a]\nsteps: [{a: SELECT 1}]\nonly-on: " + condition + "\n");
    }

    private static List<String> labels(String condition) {
        return onlyOn(condition).servers().all().stream().map(ServerCase::label).toList();
    }

    @Test
    void conditions_without_releases_distinguish_products_alone() {
        assertThat(labels("[tidb, mariadb]")).containsExactly("TiDB", "MariaDB", "MySQL");
    }

    @Test
    void each_release_makes_a_range_before_at_and_after_it() {
        assertThat(labels("tidb >= 8.5.6"))
                .containsExactly("TiDB 8.5.6", "TiDB after 8.5.6", "TiDB before 8.5.6", "MariaDB", "MySQL");
        assertThat(labels("tidb/unistore")).containsExactly("TiDB on tikv", "TiDB on unistore", "MariaDB", "MySQL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tidb                  | v999999
            tidb >= 8.5           | v999999
            tidb/unistore         | v999999
            tidb < 8.5            | 0
            tidb >= 7.1 < 8.5     | 7.2
            '[tidb = 7.5, mysql]' | 7.5
            """)
    void the_latest_tidb_is_one_for_which_the_condition_holds(String condition, String release) {
        Scenario scenario = onlyOn(condition);

        assertThat(scenario.servers().latestTidb(scenario.onlyOn()).map(ServerVersion::release))
                .contains(release);
        assertThat(onlyOn("mysql").servers().latestTidb(onlyOn("mysql").onlyOn()))
                .isEmpty();
    }

    @Test
    void a_release_without_a_number_and_an_unknown_storage_decide_no_condition_about_them() {
        ServerVersion cloud = new ServerVersion(ServerVersion.Product.TIDB, "CLOUD.202603.4", "", "", false);

        assertThat(onlyOn("tidb").servers().unknown(cloud)).isEmpty();
        assertThat(onlyOn("[tidb, mariadb < 11]").servers().unknown(cloud)).isEmpty();
        assertThat(onlyOn("tidb >= 8").servers().unknown(cloud))
                .contains("it depends on the version of TiDB, and 'CLOUD.202603.4' is not a version number");
        assertThat(onlyOn("tidb/tikv").servers().unknown(cloud))
                .contains("it depends on the storage of TiDB, which the server reports as ''");
    }
}
