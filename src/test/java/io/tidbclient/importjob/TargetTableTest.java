package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TargetTableTest {
    @ParameterizedTest
    @CsvSource({
        "`shop`.`orders`, shop, orders",
        "`a.b`.`c.d`, a.b, c.d",
        "`a``.``b`.`c```, a`.`b, c`",
        "````.`中文`, `, 中文",
        "``.``, '', ''"
    })
    void the_servers_quotes_are_taken_away(String quoted, String schema, String table) {
        assertThat(TargetTable.parse(quoted)).contains(new TargetTable(schema, table));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "`",
                "shop.orders",
                "`shop`",
                "`shop`.",
                "`shop`.orders",
                "`a`.`b",
                "`a`.`b`c",
                "`a`.`b`.`c`",
                "`a` .`b`"
            })
    void anything_else_is_not_understood(String text) {
        assertThat(TargetTable.parse(text)).isEmpty();
    }

    @Test
    void a_name_of_any_length_is_read() {
        String name = "``".repeat(200_000);

        assertThat(TargetTable.parse("`" + name + "`.`t`")).contains(new TargetTable("`".repeat(200_000), "t"));
    }
}
