package io.tidbclient.connection;

import io.tidbclient.connection.ServerVersion.Product;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class VersionParserTest {

    @ParameterizedTest
    @CsvSource({
        "8.0.11-TiDB-v8.5.4, TIDB, v8.5.4, false",
        "5.7.25-TiDB-v7.1.0, TIDB, v7.1.0, false",
        "5.7.25-TiDB-v7.1.0-alpha-155-gb9b5b3d2f, TIDB, v7.1.0-alpha-155-gb9b5b3d2f, false",
        "8.0.11-TiDB-v9.0.0-beta.2.pre-1895-g5c9198e948, TIDB, v9.0.0-beta.2.pre-1895-g5c9198e948, false",
        "8.0.11-TiDB-CLOUD.202603.4, TIDB, CLOUD.202603.4, false",
        "8.0.11-TiDB-v8.5.4-nextgen.202510.24, TIDB, v8.5.4-nextgen.202510.24, false",
        "5.7.25-TiDB-v4.0.0-rc.2, TIDB, v4.0.0-rc.2, false",
        "8.0.11-TiDB-v7.5.2-serverless, TIDB, v7.5.2-serverless, false",
        "8.0.11-TiDB-v8.5.4-sandbox, TIDB, v8.5.4, true",
        "8.0.11-TiDB-CLOUD, TIDB, CLOUD, false",
        "10.11.14-MariaDB-0+deb12u2, MARIADB, 10.11.14, false",
        "5.5.5-10.6.5-MariaDB-log, MARIADB, 10.6.5, false",
        "10.11.6-MariaDB-sandbox, MARIADB, 10.11.6, true",
        "MariaDB of ours, MARIADB, MariaDB of ours, false",
        "8.4.3, MYSQL, 8.4.3, false",
        "8.0.36-0ubuntu0.22.04.1, MYSQL, 8.0.36-0ubuntu0.22.04.1, false",
        "8.0.35-azure, MYSQL, 8.0.35-azure, false",
        "something else, MYSQL, something else, false"
    })
    void version_texts(String text, Product product, String release, boolean simulated) {
        assertThat(VersionParser.parse(text)).isEqualTo(new ServerVersion(product, release, "", "", simulated));
    }

    @Test
    void tidbs_details_add_edition_and_store() {
        String details = """
                Release Version: v8.5.4
                Edition: Community
                Git Commit Hash: None
                Store: unistore
                """;

        assertThat(VersionParser.withDetails(VersionParser.parse("8.0.11-TiDB-v8.5.4"), details))
                .isEqualTo(new ServerVersion(Product.TIDB, "v8.5.4", "Community", "unistore", false));
    }

    @Test
    void a_tidb_that_calls_itself_mysql_is_found_out() {
        assertThat(VersionParser.withDetails(VersionParser.parse("8.0.34"), "Release Version: v8.5.4\nStore: tikv"))
                .isEqualTo(new ServerVersion(Product.TIDB, "v8.5.4", "", "tikv", false));
    }

    @Test
    void details_without_a_value_add_nothing_and_name_the_sandbox() {
        ServerVersion mysql = VersionParser.parse("8.0.34");

        assertThat(VersionParser.withDetails(mysql, "Edition:\nStore: tikv sandbox\nNo Edition: x"))
                .isEqualTo(new ServerVersion(Product.TIDB, "8.0.34", "", "tikv sandbox", true));
        assertThat(VersionParser.withDetails(mysql, "Release Version: \nEdition: Community")
                        .release())
                .isEqualTo("8.0.34");
        assertThat(VersionParser.withDetails(VersionParser.parse("8.0.11-TiDB-v8.5.4-sandbox"), "")
                        .simulated())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "v9.0.0-beta.2.pre-1895-g5c9198e948",
        "CLOUD.202603.4",
        "v8.5.4-nextgen.202510.24",
        "v7.5.2-serverless",
        "v8.5.4"
    })
    void the_release_of_the_details_is_printed_as_it_is(String release) {
        assertThat(VersionParser.withDetails(VersionParser.parse("8.0.34"), "Release Version: " + release)
                        .release())
                .isEqualTo(release);
    }

    @Property
    void survives_any_text(@ForAll String text, @ForAll String details) {
        ServerVersion version = VersionParser.withDetails(VersionParser.parse(text), details);

        assertThat(version.product()).isEqualTo(Product.TIDB);
        assertThat(version.release().chars()).noneMatch(Character::isISOControl);
    }
}
