package io.tidbclient.sandbox.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatementPrefixTest {
    @ParameterizedTest(name = "[{0}] begins [{1}]: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "show import | SHOW /* x */ IMPORT JOBS | true",
                "^^ | anything | true",
                "SELECT 1 | SELECT 10 | false",
                "SELECT 1 | select 1 | true",
                "SHOW IMPORT JOBS | SHOW IMPORT | false",
                "USE `shop` | use `shop` | true",
                "USE shop | use `shop` | false"
            })
    void prefixes_go_by_words(String prefix, String sql, boolean expected) {
        assertThat(StatementPrefix.of(prefix).matches(sql)).isEqualTo(expected);
    }
}
