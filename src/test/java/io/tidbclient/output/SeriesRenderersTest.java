package io.tidbclient.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.report.RunSeries;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.json.ReportJson;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SeriesRenderersTest {
    private static final RunVerdict SUCCESS = new RunVerdict(Outcome.SUCCESS, "4 of 4 connections completed");
    private static final RunVerdict FAILURE = new RunVerdict(Outcome.FAILED, "2 of 4 connections completed, 2 failed");

    private final Captured streams = new Captured();

    @Test
    void text_has_one_line_per_run_and_the_verdict() {
        play(new PlainSeriesRenderer(streams.results(), Verbosity.NORMAL, ExitCode::of));

        assertThat(streams.stdoutLines()).hasSize(3);
        assertThat(streams.stdoutLines().get(0)).startsWith("2026-03-04T05:06:07Z  OK  4 of 4 connections completed");
        assertThat(streams.stdoutLines().get(1))
                .startsWith("2026-03-04T05:06:07Z  FAILED (exit 1)  2 of 4 connections completed, 2 failed  ");
        assertThat(streams.stdoutLines().get(2)).isEqualTo("FAILED (exit 1)  2 runs, 1 failed");
    }

    @Test
    void a_failed_run_names_its_most_frequent_failure() {
        new PlainSeriesRenderer(streams.results(), Verbosity.NORMAL, ExitCode::of)
                .run(1, ended(ExampleRun.LAST, FAILURE));

        assertThat(streams.stdout())
                .contains(ExampleRun.LAST.connections().stream()
                        .flatMap(connection -> connection.failure().stream())
                        .findFirst()
                        .orElseThrow()
                        .sentence());
    }

    @Test
    void a_warning_is_printed_once_and_again_when_it_changes() {
        PlainSeriesRenderer renderer = new PlainSeriesRenderer(streams.results(), Verbosity.NORMAL, ExitCode::of);

        renderer.run(1, ended(expiringIn(10), SUCCESS));
        renderer.run(2, ended(expiringIn(10), SUCCESS));
        renderer.run(3, ended(expiringIn(9), SUCCESS));

        assertThat(streams.stdoutLines())
                .filteredOn(line -> line.startsWith("WARNING"))
                .containsExactly(
                        "WARNING  The certificate of 127.0.0.1:4000 (CN=a) expires in 10 days, on 2026-03-14.",
                        "WARNING  The certificate of 127.0.0.1:4000 (CN=a) expires in 9 days, on 2026-03-13.");
    }

    private static CheckSnapshot expiringIn(int days) {
        return Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.completed(
                        1, Runs.TARGET, Runs.TIDB, Runs.tls(Runs.certificate("CN=a", Duration.ofDays(days))))));
    }

    @Test
    void quiet_text_is_the_verdict_alone() {
        play(new PlainSeriesRenderer(streams.results(), Verbosity.QUIET, ExitCode::of));

        assertThat(streams.stdoutLines()).containsExactly("FAILED (exit 1)  2 runs, 1 failed");
    }

    @Test
    void ndjson_has_the_report_of_each_run_and_an_object_about_all() throws IOException {
        play(new NdjsonSeriesRenderer(
                streams.out, new ReportJson("0.1.0", Shard.WHOLE, ExitCode::of), () -> Runs.START.plusSeconds(9)));

        JsonNode second = new ObjectMapper().readTree(streams.stdoutLines().get(1));
        assertThat(second.at("/event").asText()).isEqualTo("run");
        assertThat(second.at("/run").asInt()).isEqualTo(2);
        assertThat(second.at("/schema").asText()).isEqualTo(ReportJson.SCHEMA);
        assertThat(second.at("/verdict/exitCode").asInt()).isEqualTo(1);
        JsonNode series = new ObjectMapper().readTree(streams.stdoutLines().get(2));
        assertThat(series.toString())
                .isEqualTo(
                        "{\"event\":\"series\",\"at\":\"2026-03-04T05:06:16Z\",\"schema\":\"tidb-client/check/2\",\"runs\":2,\"succeeded\":1,"
                                + "\"failed\":1,\"skipped\":3,"
                                + "\"verdict\":{\"outcome\":\"failed\",\"exitCode\":1,\"sentence\":\"2 runs, 1 failed\"}}");
    }

    private static void play(SeriesRenderer renderer) {
        renderer.run(1, ended(Runs.run(java.time.Duration.ZERO, ExampleRun.LAST.connections()), SUCCESS));
        renderer.run(2, ended(ExampleRun.LAST, FAILURE));
        renderer.finished(
                RunSeries.EMPTY.with(SUCCESS).with(FAILURE), 3, new RunVerdict(Outcome.FAILED, "2 runs, 1 failed"));
    }

    private static RunResult<CheckSnapshot> ended(CheckSnapshot last, RunVerdict verdict) {
        return new RunResult<>(last.states(), last, verdict);
    }
}
