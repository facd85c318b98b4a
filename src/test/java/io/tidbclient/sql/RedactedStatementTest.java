package io.tidbclient.sql;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RedactedStatementTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '~', delimiter = ';', textBlock = """
            SELECT 1                                                  ; SELECT 1
            SELECT  a,b FROM `t` WHERE id=7                           ; SELECT a,b FROM `t` WHERE id=7
            CREATE USER 'ann'@'%' IDENTIFIED BY 's3cret'              ; CREATE USER ?@? IDENTIFIED BY ?
            IMPORT INTO t FROM 's3://b/k?secret-access-key=s3cret'    ; IMPORT INTO t FROM ?
            SELECT 1 /* s3cret */ + 2 -- s3cret                       ; SELECT 1 + 2
            INSERT INTO t VALUES ("s3cret", x'7333', 0x7333637265, ?) ; INSERT INTO t VALUES (?, x?, ?, ?)
            SELECT 's3cret                                            ; SELECT ...
            """)
    void a_string_or_a_comment_is_in_no_log(String sql, String redacted) {
        assertThat(RedactedStatement.of(sql)).isEqualTo(redacted);
    }
}
