package io.tidbclient.importjob;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class JobStatusTest {
    @ParameterizedTest
    @CsvSource({
        "pending,PENDING,false",
        "running,RUNNING,false",
        "awaiting-resolution,AWAITING_RESOLUTION,false",
        "finished,FINISHED,true",
        "failed,FAILED,true",
        "cancelled,CANCELLED,true",
        "canceled,CANCELLED,true",
        "CANCELED,CANCELLED,true",
        "Running,RUNNING,false",
        "' finished ',FINISHED,true",
        "paused,OTHER,false",
        "'',OTHER,false"
    })
    void a_servers_word_means_a_status_that_alone_decides_whether_the_job_has_ended(
            String text, JobStatus expected, boolean ended) {
        assertThat(JobStatus.parse(text)).isEqualTo(expected);
        assertThat(JobStatus.parse(text).ended()).isEqualTo(ended);
    }
}
