package io.tidbclient.scenario.script;

import io.tidbclient.scenario.IsolationClaim;
import io.tidbclient.scenario.Purpose;
import org.junit.jupiter.api.Test;

import java.util.Optional;

import static io.tidbclient.scenario.script.ScriptRefusals.refuses;
import static org.assertj.core.api.Assertions.assertThat;

class PurposeReaderTest {
    private static final String REST = "sessions: [a]\nsteps: [{a: BEGIN}]\n";

    @Test
    void scenario_names_the_anomaly_that_it_is_about() {
        assertThat(purpose("anomaly: P4 lost update\noutcome: happens\n").claim())
                .contains(new IsolationClaim("P4 lost update", IsolationClaim.Effect.HAPPENS));
        assertThat(purpose("anomaly: P4 lost update\noutcome: prevented\n").claim())
                .contains(new IsolationClaim("P4 lost update", IsolationClaim.Effect.PREVENTED));
    }

    @Test
    void scenario_names_the_report_of_a_known_bug() {
        assertThat(purpose("known-bug: https://example.com/issues/7\ndescription: an index is lost\n"))
                .isEqualTo(
                        new Purpose("an index is lost", Optional.empty(), Optional.of("https://example.com/issues/7")));
    }

    @Test
    void anomaly_without_an_outcome_is_refused() {
        refuses(
                "scenario: s\nanomaly: P4\n" + REST,
                "s.yaml:2:1: 'anomaly' and 'outcome' belong together: the anomaly's name, and whether it happens or is"
                        + " prevented; add the other one.");
    }

    @Test
    void outcome_without_an_anomaly_is_refused() {
        refuses(
                "scenario: s\noutcome: happens\n" + REST,
                "s.yaml:2:1: 'anomaly' and 'outcome' belong together: the anomaly's name, and whether it happens or is"
                        + " prevented; add the other one.");
    }

    @Test
    void unknown_outcome_is_refused() {
        refuses(
                "scenario: s\nanomaly: P4\noutcome: allowed\n" + REST,
                "s.yaml:3:10: the outcome is 'allowed'; give happens or prevented.");
    }

    @Test
    void known_bug_that_is_no_address_is_refused() {
        refuses("scenario: s\nknown-bug: '#7'\n" + REST, "s.yaml:2:12: '#7' is no address; give https://….");
    }

    private static Purpose purpose(String lines) {
        return TestScripts.one("scenario: s\n" + lines + REST).purpose();
    }
}
