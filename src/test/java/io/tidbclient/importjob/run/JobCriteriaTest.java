package io.tidbclient.importjob.run;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobCriteriaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | false | 0 | no import job",
                "'' | true | 0 | no import job is active",
                "--table x | true | 0 | no import job is active",
                "--table x | false | 1 | the only import job does not match --table x",
                "--table x | false | 1200 | none of 1,200 import jobs matches --table x",
                "'' | true | 1 | the only import job is not active",
                "'' | true | 3 | none of 3 import jobs is active",
                "--table x | true | 1 | the only import job is not active or does not match --table x",
                "--table x | true | 3 | none of 3 import jobs is active and matches --table x"
            })
    void no_job_that_is_meant_is_something_else_than_no_job(
            String words, boolean activeOnly, int listed, String sentence) {
        assertThat(new JobCriteria(words, activeOnly).none(listed)).isEqualTo(sentence);
    }
}
