package io.tidbclient.importjob;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobGlobTest {
    @ParameterizedTest
    @CsvSource({
        "shop.orders, `shop`.`orders`, true",
        "shop.*, `shop`.`orders`, true",
        "`shop`.`orders`, `shop`.`orders`, true",
        "`shop`.*, `shop`.`orders`, true",
        "`orders`, `shop`.`orders`, true",
        "`d`.`a``b`, `d`.`a``b`, true",
        "`shop`.`orders`, `shop`.`other`, false",
        "shop.`order items`, `shop`.`order items`, true",
        "shop.`order items`, `other`.`order items`, false",
        "shop.`a.b`, `shop`.`a.b`, true",
        "`a.b`, `shop`.`a.b`, true",
        "`a.b`, `a`.`b`, false",
        "`my shop`.orders, `my shop`.`orders`, true",
        "`my shop`.o*, `my shop`.`orders`, true",
        "shop.a.b, `shop`.`a.b`, true",
        "shop.a`b, `shop`.`a``b`, true",
        "orders, `shop`.`orders`, true",
        "order?, `shop`.`orders`, true",
        "ORDERS, `shop`.`orders`, true",
        "shop, `shop`.`orders`, false",
        "shop.o, `shop`.`orders`, false",
        "other.*, `shop`.`orders`, false",
        "a`b, `d`.`a``b`, true",
        "b, `a``.``x`.`b`, true",
        "orders, orders, true",
        "shop.orders, orders, false",
        ".orders, `shop`.`orders`, false",
        ".orders, orders, true",
        "o.*s, `shop`.`orders`, false",
        "[a-z]*, `shop`.`orders`, false"
    })
    void a_table_is_meant_or_not(String glob, String table, boolean meant) {
        assertThat(new JobGlob(glob).matches(table)).isEqualTo(meant);
    }
}
