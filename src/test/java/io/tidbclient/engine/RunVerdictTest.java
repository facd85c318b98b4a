package io.tidbclient.engine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RunVerdictTest {
    @Test
    void it_is_a_success_when_its_outcome_is_one() {
        assertThat(new RunVerdict(Outcome.SUCCESS, "done").isSuccess()).isTrue();
        assertThat(new RunVerdict(Outcome.FAILED, "not done").isSuccess()).isFalse();
    }

    @Test
    void other_words_leave_its_outcome() {
        assertThat(new RunVerdict(Outcome.FAILED, "not done").saying("undone"))
                .isEqualTo(new RunVerdict(Outcome.FAILED, "undone"));
    }

    @Test
    void one_without_a_sentence_is_refused() {
        assertThatThrownBy(() -> new RunVerdict(Outcome.SUCCESS, " ")).hasMessage("a verdict needs a sentence");
    }
}
