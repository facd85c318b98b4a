package io.tidbclient.scenario.run;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What a script expects, in words. */
class ExpectationTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "error: any                                       | error",
                "error: 1062                                      | error 1062 ER_DUP_ENTRY",
                "error: 1999                                      | error 1999",
                "error: [1062, 1213]                              | error 1062 ER_DUP_ENTRY or error 1213 ER_LOCK_DEADLOCK",
                "error: {sqlstate: '23000'}                       | error SQLSTATE 23000",
                "error: {matches: 'Dup.*'}                        | error /Dup.*/",
                "error: {code: 1999, sqlstate: 'HY000', matches: a+} | error 1999 SQLSTATE HY000 /a+/",
                "warnings: [1062]                                 | warning 1062 ER_DUP_ENTRY",
                "warnings: [{level: note, matches: 'U.*'}]        | note /U.*/"
            })
    void errors_and_warnings_are_named_by_number_name_state_and_words(String expectation, String words) {
        assertThat(new ExpectationText(Map.of()).wanted(Verifications.expected("UPDATE t SET v = 1", expectation)))
                .isEqualTo(words);
    }
}
