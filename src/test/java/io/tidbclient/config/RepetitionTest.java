package io.tidbclient.config;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RepetitionTest {
    @TempDir
    Path directory;

    private Asked asked;

    @BeforeEach
    void a_user_is_known() {
        asked = new Asked(directory).option("-u", "root");
    }

    @Test
    void a_check_is_not_repeated_unless_it_is_asked_for() {
        assertThat(Repetition.from(asked.resolve())).isEmpty();
    }

    @Test
    void an_interval_repeats_until_something_else_ends_it() {
        asked.option("--every", "30s");

        assertThat(Repetition.from(asked.resolve()))
                .contains(new Repetition(new Plan.Every(Duration.ofSeconds(30)), OptionalInt.empty(), false));
    }

    @Test
    void a_cron_expression_and_its_end_come_from_the_file_too() {
        asked.yaml("cron: '0 */5 * * * ?'", "repeat: 3", "last: true");

        assertThat(Repetition.from(asked.resolve()))
                .contains(new Repetition(new Plan.Cron("0 */5 * * * ?"), OptionalInt.of(3), true));
    }

    @Test
    void a_repeated_check_watches_import_jobs_only_when_that_is_asked_for() {
        assertThat(asked.check().monitorDuration()).isEqualTo(Duration.ofSeconds(60));

        asked.option("--every", "30s");
        assertThat(asked.check().monitorDuration()).isZero();

        asked.option("-t", "5s");
        assertThat(asked.check().monitorDuration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void an_interval_and_a_cron_expression_contradict_each_other() {
        asked.option("--every", "30s").option("--cron", "0 0 * * * ?");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Repetition.from(asked.resolve()))
                .withMessage("--every and --cron both say when the check is repeated; give one of them.");
    }

    @Test
    void a_number_of_runs_needs_a_plan() {
        asked.option("--repeat", "3");

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Repetition.from(asked.resolve()))
                .withMessage("--repeat: requires --every or --cron.");
    }

    @Test
    void an_interval_below_the_grain_of_the_scheduler_is_refused() {
        asked.option("--every", "999ms");

        assertThat(asked.mistake()).isEqualTo("--every: '999ms' is too short; give at least 1s.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "* * * * *", "0 0 25 * * ?", "0 0 0 1 1 ? 1970", "0 0 0 30 2 ?", "0 0 0 ? * 2#"})
    void an_expression_that_is_none_or_is_never_due_again_is_refused(String expression) {
        asked.option("--cron", expression);

        assertThat(asked.mistake()).startsWith("--cron: '" + expression + "' is n");
    }
}
