package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** The demonstration: the whole tool, with nothing else installed. */
class DemoIT {
    @Test
    void four_connections_and_three_jobs_of_which_one_finishes_one_fails_and_one_continues() throws IOException {
        ToolRun run = Tool.run("demo", "-o", "json");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.stdout());
        assertThat(report.at("/counts/completed").asInt()).isEqualTo(4);
        assertThat(report.at("/durationMs").asDouble()).isLessThan(20_000);
        assertThat(statuses(report)).hasToString("{103=finished, 104=failed, 105=running}");
        assertThat(run.stderr()).contains("this is the same as\n  tidb-client -H 127.0.0.1:");
    }

    @Test
    void a_shorter_watch_has_the_same_course() throws IOException {
        ToolRun run = Tool.run("demo", "-t", "3s", "-o", "json");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode report = new ObjectMapper().readTree(run.stdout());
        assertThat(report.at("/durationMs").asDouble()).isBetween(3_000.0, 9_000.0);
        assertThat(statuses(report)).hasToString("{103=finished, 104=failed, 105=running}");
        assertThat(run.stderr()).contains(" -t 3s\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "0 | '0' is out of range; give 1s to 1h.",
                "999ms | '999ms' is out of range; give 1s to 1h.",
                "3601 | '3601' is out of range; give 1s to 1h.",
                "abc | 'abc' is not a duration; give it in seconds or as 500ms, 90s, 2m, 1h or 30d."
            })
    void a_watch_that_is_too_short_or_too_long_is_refused(String duration, String message) {
        ToolRun run = Tool.run("demo", "-t", duration);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.stderr()).isEqualTo("tidb-client: -t: " + message + "\n");
    }

    private static Map<Integer, String> statuses(JsonNode report) {
        Map<Integer, String> jobs = new TreeMap<>();
        report.at("/importJobs/0/jobs").forEach(job -> {
            if (job.get("watched").asBoolean()) {
                jobs.put(job.get("id").asInt(), job.get("status").asText());
            }
        });
        return jobs;
    }
}
