package io.tidbclient.cli;

import io.tidbclient.engine.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({
        "SUCCESS, 0",
        "FAILED, 1",
        "INVALID, 2",
        "UNREACHABLE, 3",
        "DENIED, 4",
        "TIMED_OUT, 5",
        "INTERNAL_ERROR, 70",
        "HANGUP, 129",
        "INTERRUPTED, 130",
        "TERMINATED, 143"
    })
    void an_outcome_has_the_number_that_the_documentation_gives(Outcome outcome, int number) {
        assertThat(ExitCode.of(outcome)).isEqualTo(number);
    }
}
