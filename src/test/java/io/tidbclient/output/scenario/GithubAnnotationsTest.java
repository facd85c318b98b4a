package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioEvent.LeftOver;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class GithubAnnotationsTest {
    private final GithubAnnotations annotations = new GithubAnnotations(file -> Optional.of("tests/a,b/" + file));

    @Test
    void a_failure_is_shown_at_its_line() {
        assertThat(annotations.of(
                        ScenarioResults.of("50 %: bad", Status.FAILED, "expected (2),\ngot 100 %", List.of())))
                .contains(
                        "::error file=tests/a%2Cb/s.yaml,line=1,col=1,title=50 %25%3A bad::expected (2), got 100 %25");
    }

    @Test
    void a_built_in_script_is_no_file_of_the_repository() {
        assertThat(new GithubAnnotations(file -> Optional.empty())
                        .of(ScenarioResults.of("bad", Status.ERROR, "refused", List.of())))
                .contains("::error title=bad::refused");
    }

    @Test
    void what_passed_has_none_unless_it_left_something_behind() {
        assertThat(annotations.of(ScenarioResults.of("good", Status.PASSED, "", List.of())))
                .isEmpty();
        assertThat(annotations.of(ScenarioResults.of("other", Status.SKIPPED, "not for TiDB", List.of())))
                .isEmpty();
        assertThat(annotations.of(ScenarioResults.of(
                        "untidy", Status.PASSED, "", List.of(), new LeftOver("database d", "the server is gone"))))
                .get()
                .asString()
                .endsWith("::left behind: database d: the server is gone");
    }
}
