package io.tidbclient.output.json;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.report.ReportException;
import io.tidbclient.check.report.RunReport;
import io.tidbclient.cli.ExitCode;
import io.tidbclient.config.Shard;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.output.ExampleRun;
import io.tidbclient.output.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportReaderTest {
    private static final String MARKS = "{}[],:\"0-e9tfnx";
    private static final Shard SHARD = new Shard(3, 8);
    private static final String WRITTEN = written(new ReportJson("0.1.0", SHARD, ExitCode::of));

    @Test
    void what_was_read_is_written_as_it_was() {
        RunReport read = read(WRITTEN);

        ByteArrayOutputStream again = new ByteArrayOutputStream();
        new ReportJson(read.toolVersion(), read.shard(), ExitCode::of).write(again, read.last(), read.verdict());

        assertThat(again.toString(StandardCharsets.UTF_8)).isEqualTo(WRITTEN);
    }

    @Test
    void connections_jobs_and_verdict_come_back() {
        RunReport read = read(WRITTEN);

        assertThat(read.shard()).isEqualTo(SHARD);
        assertThat(read.verdict()).isEqualTo(ExampleRun.VERDICT);
        assertThat(read.last().connections().get(1))
                .isEqualTo(ExampleRun.LAST.connections().get(1));
        assertThat(read.last().connections().get(0).connectTime())
                .as("to the microsecond, as it was written")
                .contains(Duration.ofNanos(3_127_000));
        assertThat(read.last().jobs().getFirst().poll().orElseThrow().jobs())
                .isEqualTo(
                        ExampleRun.LAST.jobs().getFirst().poll().orElseThrow().jobs());
    }

    @Test
    void pools_come_back() {
        PoolStats pool = new PoolStats(5, Long.MAX_VALUE, Long.MAX_VALUE, 1);
        String pooled = written(
                Runs.run(Duration.ofSeconds(1), List.of(Runs.pooled(Runs.completed(1), pool), Runs.completed(2))));

        assertThat(read(pooled).last().connections())
                .extracting(ConnectionView::pool)
                .containsExactly(Optional.of(pool), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "outcome" : "denied"  | "outcome" : 4         | /verdict/outcome is not a text
            "outcome" : "denied"  | "outcome" : "great"   | /verdict/outcome has a value that this release of the tool does not know
            "pool" : null         | "pool" : {"size": 1, "opened": 1, "borrowed": 0, "replaced": 0} | /connections/0/pool/size has a value that this release of the tool does not know
            "pool" : null         | "pool" : {"size": 2, "opened": -1, "borrowed": 0, "replaced": 0} | /connections/0/pool/size has a value that this release of the tool does not know
            "pool" : null         | "pool" : {"size": 2, "opened": 2, "replaced": 0} | /connections/0/pool/borrowed is missing
            "state" : "Failed"    | "state" : 7           | /connections/1/state is not a text
            "kind" : "ACCESS_DENIED" | "kind" : "TIRED"   | /connections/1/failure/kind has a value that this release of the tool does not know
            "connectMs" : null    | "connectMs" : -1      | /connections/1/connectMs is no duration
            "target" : "127.0.0.1:4000" | "target" : "a:b:c" | /connections/0/target has a value that this release of the tool does not know
            "names" : [           | "names" : [ 7,        | /connections/0/tls/certificate/names holds something other than texts
            "warnFrom" : "2026    | "warnFrom" : "soon    | /connections/0/tls/certificate/warnFrom has a value that this release of the tool does not know
            "startedAt"           | "begunAt"             | /startedAt is missing
            "databases" : [ ]     | "databaseList" : [ ]  | /connections/1/databases is missing
            "polls" : 5           | "rounds" : 5          | /importJobs/0/watch/polls is not a whole number
            "createdUtc" : "2026-03-04T05:03:07Z" | "createdUtc" : "2026-03-02T05:03:07Z" | /importJobs/0/jobs/1/createdUtc has a value that this release of the tool does not know
            "createdUtc" : "2026-03-04T05:03:07Z" | "createdUtc" : "+1000000000-03-02T05:03:07Z" | /importJobs/0/jobs/1/createdUtc has a value that this release of the tool does not know
            "secondsPerByte" : 2.5E-4 | "secondsPerByte" : 0 | /importJobs/0/jobs/1/past/secondsPerByte is not a number above zero
            tidb-client/check/2   | tidb-client/check/9   | is not a report of the check; those say "schema": "tidb-client/check/2"
            """)
    void an_invalid_field_is_reported_with_its_place(String right, String wrong, String sentence) {
        assertThat(WRITTEN).contains(right);

        assertThatThrownBy(() -> read(WRITTEN.replace(right, wrong)))
                .isInstanceOf(ReportException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void certificates_and_the_warnings_of_them_come_back() {
        CheckSnapshot expiring = Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.completed(
                        1, Runs.TARGET, Runs.TIDB, Runs.tls(Runs.certificate("CN=a", Duration.ofDays(10))))));
        String written = written(new ReportJson("0.1.0", SHARD, ExitCode::of), expiring);
        assertThat(written).contains("CERTIFICATE_EXPIRES_SOON");

        RunReport read = read(written);

        assertThat(read.last().connections().getFirst().tls())
                .isEqualTo(expiring.connections().getFirst().tls());
        assertThat(written(new ReportJson(read.toolVersion(), read.shard(), ExitCode::of), read.last()))
                .isEqualTo(written);
    }

    @Test
    void half_a_report_is_none() {
        assertThatThrownBy(() -> read(WRITTEN.substring(0, WRITTEN.length() / 2)))
                .hasMessage("is not JSON, or it is truncated");
    }

    @Test
    void whatever_is_read_is_a_report_or_a_sentence() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(WRITTEN);
            for (int j = 0; j <= random.nextInt(4); j++) {
                int at = random.nextInt(text.length());
                text.replace(
                        at,
                        Math.min(text.length(), at + random.nextInt(6)),
                        Character.toString(MARKS.charAt(random.nextInt(MARKS.length()))));
            }
            try {
                read(text.toString());
            } catch (ReportException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    private static RunReport read(String text) {
        return ReportReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(ReportJson json) {
        return written(json, ExampleRun.LAST);
    }

    private static String written(CheckSnapshot run) {
        return written(new ReportJson("0.1.0", SHARD, ExitCode::of), run);
    }

    private static String written(ReportJson json, CheckSnapshot run) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        json.write(bytes, run, ExampleRun.VERDICT);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
