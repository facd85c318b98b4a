package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.DatabaseAccess.Extent;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class CheckJunitTest {
    @Test
    void a_connection_that_was_stopped_is_an_error() {
        CheckSnapshot run = Runs.stopping(
                Runs.run(Duration.ofSeconds(9), List.of(Runs.completed(1), Runs.watching(2))), "interrupted");

        assertThat(new CheckJunit(run, new RunVerdict(Outcome.INTERRUPTED, "interrupted"))
                        .report()
                        .xml())
                .contains("tests=\"2\" failures=\"0\" errors=\"1\" skipped=\"0\"")
                .contains("""
                            <testcase classname="tidb-client" name="127.0.0.1:4000#2" time="9.000">
                              <error type="UNFINISHED" message="stopped: interrupted">
                        """);
    }

    @Test
    void every_database_is_in_the_suites_properties() {
        DatabaseAccess crm = new DatabaseAccess("crm", Extent.ALL, Extent.ALL, Extent.ALL);
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(
                        Runs.withDatabases(Runs.completed(1), Runs.ACCESS, crm),
                        Runs.withDatabases(Runs.failed(2, Runs.DENIED), Runs.ACCESS)));

        assertThat(new CheckJunit(run, new RunVerdict(Outcome.FAILED, "some"))
                        .report()
                        .xml())
                .contains("<property name=\"database\" value=\"test; read: yes, write: in part, create: NO"
                        + " | crm; read: yes, write: yes, create: yes (c1)\"/>");
    }

    @Test
    void each_server_is_a_suite() {
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1),
                List.of(Runs.completed(1), Runs.completed(2, Runs.OTHER_TARGET, Runs.TIDB, Runs.TLS)));

        assertThat(new CheckJunit(run, new RunVerdict(Outcome.SUCCESS, "all"))
                        .report()
                        .xml())
                .contains("<testsuite name=\"127.0.0.1:4000\" tests=\"1\"")
                .contains("<testsuite name=\"tidb.example.com:4000\" tests=\"1\"")
                .contains("name=\"tidb.example.com:4000#2\"");
    }

    @Test
    void a_certificate_that_expires_soon_is_in_the_output_of_the_cases_that_met_it_and_fails_none() {
        TlsInfo expiring = Runs.tls(Runs.certificate("CN=<node>", Duration.ofDays(10)));
        CheckSnapshot run = Runs.run(
                Duration.ofSeconds(1), List.of(Runs.completed(1), Runs.completed(2, Runs.TARGET, Runs.TIDB, expiring)));

        assertThat(new CheckJunit(run, new RunVerdict(Outcome.SUCCESS, "all"))
                        .report()
                        .xml())
                .contains("tests=\"2\" failures=\"0\" errors=\"0\" skipped=\"0\"")
                .contains(
                        "<property name=\"certificate\" value=\"CN=&lt;node&gt;, issued by CN=Example CA, expires 2026-03-14"
                                + " (in 10 days); CN=tidb.example.com, issued by CN=Example CA, expires 2026-05-17 (in 74 days)\"/>")
                .contains("""
                            <testcase classname="tidb-client" name="127.0.0.1:4000#1" time="0.040">
                              <system-out>
                        connected in""")
                .contains("""
                            <testcase classname="tidb-client" name="127.0.0.1:4000#2" time="0.040">
                              <system-out>
                        WARNING: The certificate of 127.0.0.1:4000 (CN=&lt;node&gt;) expires in 10 days, on 2026-03-14.
                        """);
    }

    @Test
    void a_command_that_failed_has_a_failing_case_whatever_it_was() {
        CheckSnapshot run = Runs.run(Duration.ofSeconds(1), List.of(Runs.completed(1)));

        assertThat(new CheckJunit(run, new RunVerdict(Outcome.INTERNAL_ERROR, "a defect"))
                        .report()
                        .xml())
                .contains("tests=\"2\" failures=\"0\" errors=\"1\"")
                .contains("<error message=\"a defect\"/>");
    }
}
