package io.tidbclient.output.scenario;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioJunitTest {
    private static final LeftOver LEFT = new LeftOver("database tidb_client_1", "the server is gone");

    @Test
    void has_a_case_for_each_playing_with_notes_and_what_was_left_behind() {
        ScenarioReport report = ScenarioResults.report(
                new RunVerdict(Outcome.FAILED, "2 of 4 scenarios passed"),
                ScenarioResults.of("good", Status.PASSED, "", List.of("the locks <could> not be looked at")),
                ScenarioResults.of("untidy", Status.PASSED, "", List.of(), LEFT),
                ScenarioResults.of("bad", Status.FAILED, "s.yaml:4:5: expected (2), got (1)", List.of(), LEFT),
                ScenarioResults.of("elsewhere", Status.SKIPPED, "not for TiDB", List.of()));

        assertThat(ScenarioJunit.of(report).xml()).isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="tidb-client" tests="4" failures="1" errors="1" skipped="1" time="5.000">
                  <testsuite name="s.yaml" tests="4" failures="1" errors="1" skipped="1" time="5.000" timestamp="2026-03-04T05:06:07Z">
                    <properties>
                      <property name="server" value="127.0.0.1:4000"/>
                      <property name="product" value="TiDB"/>
                      <property name="release" value="v8.5.4"/>
                    </properties>
                    <testcase classname="scenarios.s" name="good" time="1.250" file="s.yaml" line="1">
                      <system-out>
                passed    good  1.3 s
                  note: the locks &lt;could&gt; not be looked at
                      </system-out>
                    </testcase>
                    <testcase classname="scenarios.s" name="untidy" time="1.250" file="s.yaml" line="1">
                      <error type="LeftBehind" message="left behind: database tidb_client_1: the server is gone">
                passed    untidy  1.3 s
                  LEFT BEHIND: database tidb_client_1: the server is gone
                      </error>
                    </testcase>
                    <testcase classname="scenarios.s" name="bad" time="1.250" file="s.yaml" line="1">
                      <failure type="ExpectationFailure" message="s.yaml:4:5: expected (2), got (1)">
                FAILED    bad  1.3 s
                  step 1, a: SELECT 1
                    expected  (2)
                    got       (1)
                    at        s.yaml:1:1
                  LEFT BEHIND: database tidb_client_1: the server is gone
                      </failure>
                    </testcase>
                    <testcase classname="scenarios.s" name="elsewhere" time="1.250" file="s.yaml" line="1">
                      <skipped message="not for TiDB"/>
                    </testcase>
                  </testsuite>
                </testsuites>
                """);
    }

    @Test
    void a_command_that_failed_though_all_passed_or_was_skipped_has_a_case_that_says_why() {
        ScenarioReport report = ScenarioResults.report(
                new RunVerdict(Outcome.FAILED, "1 of 2 scenarios passed; a requested file is not complete"),
                ScenarioResults.of("good", Status.PASSED, "", List.of()),
                ScenarioResults.of("elsewhere", Status.SKIPPED, "not for TiDB", List.of()));

        assertThat(ScenarioJunit.of(report).xml())
                .contains("<testsuites name=\"tidb-client\" tests=\"3\" failures=\"0\" errors=\"1\" skipped=\"1\"")
                .contains("""
                        <testcase classname="tidb-client" name="all" time="5.000">
                              <error message="1 of 2 scenarios passed; a requested file is not complete"/>
                        """.stripTrailing());
    }

    @Test
    void a_report_without_a_playing_has_a_case_that_says_why() {
        assertThat(ScenarioJunit.of(ScenarioResults.report(
                                new RunVerdict(Outcome.UNREACHABLE, "no scenario was run: refused")))
                        .xml())
                .contains("tests=\"1\" failures=\"0\" errors=\"1\"")
                .contains("<error message=\"no scenario was run: refused\"/>");
    }
}
