package io.tidbclient.output.scenario;

import io.tidbclient.output.text.Text;
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
}
