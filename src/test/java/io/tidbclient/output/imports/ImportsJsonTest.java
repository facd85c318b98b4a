package io.tidbclient.output.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class ImportsJsonTest {
    @Test
    void of_a_server_that_answered_no_poll_nothing_is_claimed_about_its_jobs() throws IOException {
        JsonNode server = server(new ServerJobs(
                Runs.TARGET, new JobsAnswer.Listed(List.of(), false), Optional.empty(), Optional.empty()));

        assertThat(server.at("/supported").isNull()).isTrue();
        assertThat(server.at("/onlyOwn").isNull()).isTrue();
    }

    @Test
    void a_server_without_import_jobs_is_reported_as_such_with_the_reason() throws IOException {
        JsonNode server = server(Runs.unsupported());

        assertThat(server.at("/supported").asBoolean(true)).isFalse();
        assertThat(server.at("/whyNot").asText()).isEqualTo("MariaDB has no IMPORT INTO.");
        assertThat(server.at("/onlyOwn").isNull()).isTrue();
    }

    @Test
    void a_server_that_answered_a_poll_supports_them() throws IOException {
        JsonNode server = server(Runs.jobs(Optional.empty()));

        assertThat(server.at("/supported").asBoolean()).isTrue();
        assertThat(server.at("/onlyOwn").asBoolean()).isTrue();
    }

    private static JsonNode server(ServerJobs jobs) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ImportsJson("0.1.0", ExitCode::of)
                .write(
                        out,
                        new ImportSnapshot(
                                Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(1)), jobs), JobBoard.NONE),
                        new RunVerdict(Outcome.FAILED, "1 failed"));
        return new ObjectMapper().readTree(out.toByteArray()).at("/servers/0");
    }
}
