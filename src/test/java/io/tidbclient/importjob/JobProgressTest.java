package io.tidbclient.importjob;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobProgressTest {
    private static JobProgress of(ImportJob job, OptionalDouble rate) {
        return JobProgress.of(new WatchedJob(job, Optional.of(Duration.ofSeconds(5)), rate, false));
    }

    private static JobProgress of(ImportJob job) {
        return of(job, OptionalDouble.empty());
    }

    private static ImportJob layout21(String... changes) {
        JobsAnswer answer = new ImportJobReader()
                .read(
                        new FakeSession()
                                .answering("SHOW IMPORT JOBS", () -> List.of(new FakeRow(Layouts.running(changes)))),
                        true);
        return ((JobsAnswer.Listed) answer).jobs().getFirst();
    }

    @Test
    void a_running_job_of_v8_5_has_a_phase_and_rows_and_no_percentage() {
        assertThat(of(Jobs.running(1, 0, 1234), OptionalDouble.of(12_345)))
                .isEqualTo(new JobProgress(OptionalInt.empty(), false, "importing, 1,234 rows, 12.3 k rows/s"));
    }

    @Test
    void a_running_job_of_the_9_0_line_has_its_steps_percentage_and_says_whose_it_is() {
        assertThat(of(layout21()))
                .isEqualTo(new JobProgress(
                        OptionalInt.of(50),
                        true,
                        "importing, step import, 4.55GB of 9.1GB, 10.96MB/s, 00:06:55 left in this step, 1,234 rows"));
    }

    @Test
    void what_a_step_does_not_report_is_omitted() {
        assertThat(of(layout21(
                        "Cur_Step", null,
                        "Cur_Step_Processed_Size", "12 conflicts",
                        "Cur_Step_Total_Size", "N/A",
                        "Cur_Step_Progress_Pct", "N/A",
                        "Cur_Step_Speed", "3 conflicts/s",
                        "Cur_Step_ETA", "N/A",
                        "Imported_Rows", null)))
                .isEqualTo(new JobProgress(OptionalInt.empty(), false, "importing, 3 conflicts/s"));
    }

    @Test
    void each_status_has_its_words() {
        assertThat(of(Jobs.pending(1, 0))).isEqualTo(new JobProgress(OptionalInt.empty(), false, "pending"));
        assertThat(of(Jobs.awaitingResolution(1, 0)))
                .isEqualTo(
                        new JobProgress(OptionalInt.empty(), false, "awaiting-resolution while resolving-conflicts"));
        assertThat(of(Jobs.finished(1, 0, 1, 1_000_000)))
                .isEqualTo(new JobProgress(OptionalInt.of(100), false, "finished, 1,000,000 rows"));
        assertThat(of(Jobs.failed(1, 0, 1, "boom")))
                .isEqualTo(new JobProgress(OptionalInt.empty(), false, "failed while importing"));
        assertThat(of(Jobs.cancelled(1, 0, "canceled")))
                .isEqualTo(new JobProgress(OptionalInt.empty(), false, "cancelled while importing"));
    }

    @Test
    void an_unknown_status_is_reported_in_the_servers_word() {
        assertThat(of(withStatus("paused", "importing")).detail()).isEqualTo("paused while importing");
        assertThat(of(withStatus("paused", "")).detail()).isEqualTo("paused");
        assertThat(of(withStatus("", "")).detail()).isEqualTo("status unknown");
    }

    @Test
    void a_running_job_without_a_phase_is_running() {
        assertThat(of(withStatus("running", "")).detail()).isEqualTo("running");
    }

    @Test
    void a_vanished_job_is_not_called_finished() {
        JobProgress progress =
                JobProgress.of(new WatchedJob(Jobs.running(1, 0, 5), Optional.empty(), OptionalDouble.empty(), true));

        assertThat(progress)
                .isEqualTo(
                        new JobProgress(OptionalInt.empty(), false, "no longer listed by the server, was importing"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 rows/s",
        "999.4,999 rows/s",
        "999.5,1.0 k rows/s",
        "999949,999.9 k rows/s",
        "999950,1.0 M rows/s",
        "2500000,2.5 M rows/s"
    })
    void speeds_are_printed_with_few_digits(double rate, String text) {
        assertThat(of(Jobs.running(1, 0, 7), OptionalDouble.of(rate)).detail()).isEqualTo("importing, 7 rows, " + text);
    }

    @Test
    void a_percentage_out_of_range_cannot_be_made() {
        assertThat(new JobProgress(OptionalInt.of(0), true, "").percent()).hasValue(0);
        assertThat(new JobProgress(OptionalInt.of(100), true, "").percent()).hasValue(100);
        assertThatThrownBy(() -> new JobProgress(OptionalInt.of(-1), true, ""))
                .hasMessage("A percentage is from 0 to 100, not -1");
        assertThatThrownBy(() -> new JobProgress(OptionalInt.of(101), true, ""))
                .hasMessage("A percentage is from 0 to 100, not 101");
        assertThatThrownBy(() -> new JobProgress(OptionalInt.empty(), true, ""))
                .hasMessage("Without a percentage there is none of a step");
    }

    private static ImportJob withStatus(String status, String phase) {
        return JobBuilder.job(1).status(status).phase(phase).build();
    }

    @Test
    void unknown_columns_do_not_show() {
        assertThat(of(layout21("Cur_Step_Mood", "great")).detail()).doesNotContain("great");
        assertThat(layout21("Cur_Step_Mood", "great").unknownColumns()).isEqualTo(Map.of("Cur_Step_Mood", "great"));
    }
}
