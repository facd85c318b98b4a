package io.tidbclient.output.scenario;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ScenarioTextTest {
    @Test
    void a_note_is_shown_of_a_scenario_that_passed() {
        List<Text> lines = new ScenarioText(80)
                .result(ScenarioResults.of("good", Status.PASSED, "", List.of("some waits may not be seen")), false);

        assertThat(lines.stream().map(Text::plain))
                .containsExactly("passed    good  1.3 s", "  note: some waits may not be seen");
    }

    @Test
    void a_report_closes_with_the_server_and_how_to_run_what_failed_again() {
        ScenarioReport report = ScenarioResults.report(
                new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed, 1 failed"),
                ScenarioResults.of("bad", Status.FAILED, "not as expected", List.of()));

        assertThat(new ScenarioText(80).closing(report).stream().map(Text::plain))
                .containsExactly(
                        "server    TiDB v8.5.4, 127.0.0.1:4000", "again     tidb-client run s.yaml -H 127.0.0.1:4000");
    }

    @Test
    void a_report_closes_with_how_to_remove_databases_and_users_that_are_left() {
        assertThat(closingOfARunThatLeft("database tidb_client_1"))
                .contains("clean up  tidb-client scenarios clean -H 127.0.0.1:4000");
        assertThat(closingOfARunThatLeft("user tc_a1234567_app"))
                .contains("clean up  tidb-client scenarios clean -H 127.0.0.1:4000");
        assertThat(closingOfARunThatLeft("teardown: DROP TABLE t")).noneMatch(line -> line.startsWith("clean up"));
    }

    private static List<String> closingOfARunThatLeft(String what) {
        ScenarioResult result =
                ScenarioResults.of("bad", Status.FAILED, "not as expected", List.of(), new LeftOver(what, "refused"));
        ScenarioReport report =
                ScenarioResults.report(new RunVerdict(Outcome.FAILED, "0 of 1 scenario passed, 1 failed"), result);
        return new ScenarioText(80).closing(report).stream().map(Text::plain).toList();
    }

    @Test
    void scenarios_that_were_skipped_for_the_same_reason_are_counted() {
        List<ScenarioResult> skipped = List.of(
                ScenarioResults.of("one", Status.SKIPPED, "not for TiDB", List.of()),
                ScenarioResults.of("other", Status.SKIPPED, "not for an unknown release", List.of()),
                ScenarioResults.of("two", Status.SKIPPED, "not for TiDB", List.of()));

        assertThat(new ScenarioText(80).folded(skipped).stream().map(Text::plain))
                .containsExactly(
                        "skipped   2 scenarios", "  not for TiDB", "skipped   other", "  not for an unknown release");
        assertThat(skipped).allMatch(ScenarioText::isFolded);
        assertThat(ScenarioText.isFolded(
                        ScenarioResults.of("noted", Status.SKIPPED, "not for TiDB", List.of("a note"))))
                .isFalse();
        assertThat(ScenarioText.isFolded(ScenarioResults.of("good", Status.PASSED, "", List.of())))
                .isFalse();
    }

    @Test
    void a_repeated_difference_is_shown_in_a_line() {
        assertThat(new ScenarioText(80)
                                .repeated(
                                        ScenarioResults.of(
                                                "s (order 2 of 3)", Status.FAILED, "not as expected", List.of()),
                                        "s (order 1 of 3)")
                                .stream()
                                .map(Text::plain))
                .containsExactly("FAILED    s (order 2 of 3)  1.3 s", "  the same difference as in 's (order 1 of 3)'");
    }

    @Test
    void what_was_left_behind_is_named_in_every_form() {
        LeftOver left = new LeftOver("database tidb_client_1", "refused");
        ScenarioResult result = ScenarioResults.of("s", Status.FAILED, "not as expected", List.of(), left);
        ScenarioText text = new ScenarioText(80);

        assertThat(text.lines(result).stream().map(Text::plain))
                .contains("  LEFT BEHIND: database tidb_client_1: refused");
        assertThat(text.repeated(result, "first").stream().map(Text::plain))
                .contains("  LEFT BEHIND: database tidb_client_1: refused");
    }
}
