package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.OptionalInt;

import static io.tidbclient.importjob.Jobs.at;
import static org.assertj.core.api.Assertions.assertThat;

class ImportJobTest {
    private static final StepProgress HALF =
            new StepProgress("import", "1B", "2B", OptionalInt.of(50), "1B/s", "00:00:01");

    @Test
    void a_job_in_another_zone_has_each_of_its_times_later() {
        ImportJob job = JobBuilder.job(1)
                .created(at(1))
                .started(at(2))
                .ended(at(3))
                .updated(at(4))
                .build();

        assertThat(job.later(Duration.ofMinutes(1)))
                .isEqualTo(JobBuilder.job(1)
                        .created(at(61))
                        .started(at(62))
                        .ended(at(63))
                        .updated(at(64))
                        .build());
        assertThat(job.later(Duration.ZERO)).isSameAs(job);
    }

    @Test
    void a_job_has_the_same_position_while_nothing_but_speed_and_times_changes() {
        ImportJob job = working().updated(at(4)).build();
        StepProgress slower = new StepProgress("import", "1B", "2B", OptionalInt.of(50), "2B/s", "00:00:09");

        assertThat(working().step(slower).updated(at(9)).build().hasSamePosition(job))
                .isTrue();
    }

    @Test
    void a_job_has_another_position_once_status_phase_rows_or_progress_change() {
        ImportJob job = working().build();
        StepProgress further = new StepProgress("import", "1B", "2B", OptionalInt.of(51), "1B/s", "00:00:01");

        assertThat(working().status("awaiting-resolution").build().hasSamePosition(job))
                .isFalse();
        assertThat(working().phase("validating").build().hasSamePosition(job)).isFalse();
        assertThat(working().rows(6).build().hasSamePosition(job)).isFalse();
        assertThat(working().step(further).build().hasSamePosition(job)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, '', true", "'', 12 conflicts, true", "3, 4GB, true", "'', '', false"})
    void a_step_reports_progress_by_its_percentage_or_by_what_was_processed(
            String percent, String processed, boolean reports) {
        OptionalInt share = percent.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(percent));

        assertThat(new StepProgress("encode", processed, "9GB", share, "1B/s", "00:00:01").reportsProgress())
                .isEqualTo(reports);
    }

    @ParameterizedTest
    @CsvSource({
        "`shop`.`orders`, shop.orders",
        "`my shop`.`orders`, `my shop`.orders",
        "`shop`.`a``b`, shop.`a``b`",
        "`s_h-o$p2`.`Größe`, s_h-o$p2.Größe",
        "``.`orders`, ``.orders",
        "`shop`.`a.b`, shop.`a.b`",
        "orders, orders"
    })
    void a_table_is_shown_with_backquotes_only_where_its_name_needs_them(String quoted, String shown) {
        assertThat(JobBuilder.job(1).table(quoted).build().tableName()).isEqualTo(shown);
    }

    private static JobBuilder working() {
        return JobBuilder.job(1).status("running").phase("importing").rows(5).step(HALF);
    }
}
