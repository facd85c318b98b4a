package io.tidbclient.sandbox;

import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.sandbox.job.JobScript;
import io.tidbclient.sandbox.job.ScriptedJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;

import static org.assertj.core.api.Assertions.assertThat;

/** What Connector/J reads of a sandbox's import jobs, and who may see and cancel them. */
@Timeout(60)
class SandboxImportJobsTest {
    private final ObservedSandboxes sandboxes = new ObservedSandboxes();
    private final SandboxOptions options = sandboxes.options();
    private final MutableClock clock = sandboxes.clock();

    @AfterEach
    void stop() throws Exception {
        sandboxes.closeAll();
    }

    @ParameterizedTest
    @CsvSource({"COLUMNS_13, 13", "COLUMNS_20, 20", "COLUMNS_21, 21"})
    void import_jobs_are_read_in_each_layout(JobLayout layout, int columns) throws Exception {
        Connection connection =
                sandboxes.root(sandboxes.start(options.withLayout(layout)), "zeroDateTimeBehavior=CONVERT_TO_NULL");
        clock.advance(Duration.ofSeconds(50));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT JOBS")) {
            assertThat(row.getMetaData().getColumnCount()).isEqualTo(columns);
            assertThat(row.next()).isTrue();
            assertThat(row.getLong("Job_ID")).isEqualTo(101);
            assertThat(row.getString("Status")).isEqualTo("running");
            assertThat(row.getLong("Imported_Rows")).isEqualTo(333_333);
            assertThat(row.getObject("Start_Time", LocalDateTime.class))
                    .isEqualTo(LocalDateTime.parse("2026-06-15T12:00:00"));
            assertThat(row.getObject("End_Time", LocalDateTime.class)).isNull();
            if (columns > 13) {
                assertThat(row.getString("Cur_Step_Progress_Pct")).isEqualTo("33");
            }
            assertThat(row.next()).isTrue();
            assertThat(row.getString("Status")).isEqualTo("pending");
            assertThat(row.getObject("Imported_Rows")).isNull();
            assertThat(row.getObject("Start_Time", LocalDateTime.class)).isNull();
            if (columns > 13) {
                assertThat(row.getObject("Last_Update_Time", LocalDateTime.class))
                        .isNull();
            }
        }
    }

    @Test
    void an_old_release_knows_no_import_jobs() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options.withLayout(JobLayout.NONE)));

        Jdbc.assertRefused(1064, "42000", () -> Jdbc.column(connection, "SHOW IMPORT JOBS"));
    }

    @Test
    void without_super_one_sees_only_ones_own_jobs() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection app = sandboxes.keep(Jdbc.connect(server, "app", "pw"));

        assertThat(Jdbc.column(sandboxes.root(server), "SHOW IMPORT JOBS")).containsExactly("101", "102", "103");
        assertThat(Jdbc.column(app, "SHOW IMPORT JOBS")).containsExactly("103");
        assertThat(Jdbc.column(app, "SHOW IMPORT JOB 103")).containsExactly("103");
        Jdbc.assertRefused(1227, "42000", () -> Jdbc.column(app, "SHOW IMPORT JOB 101"));
        Jdbc.assertRefused(1227, "42000", () -> Jdbc.execute(app, "CANCEL IMPORT JOB 101"));
        Jdbc.assertRefused(8170, "HY000", () -> Jdbc.column(app, "SHOW IMPORT JOB 999"));
    }

    @Test
    void jobs_are_filtered_cancelled_and_added_while_it_runs() throws Exception {
        SandboxServer server = sandboxes.start(options);
        Connection connection = sandboxes.root(server);

        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status = 'pending'"))
                .containsExactly("102");
        Jdbc.assertRefused(1054, "42S22", () -> Jdbc.column(connection, "SHOW IMPORT JOBS WHERE nosuch = 1"));
        Jdbc.execute(connection, "CANCEL IMPORT JOB 102");
        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status = 'cancelled'"))
                .containsExactly("102");
        Jdbc.assertRefused(8171, "HY000", () -> Jdbc.execute(connection, "CANCEL IMPORT JOB 102"));
        server.jobs().add(ScriptedJob.of(Long.MAX_VALUE, "shop", "late"));
        assertThat(Jdbc.column(connection, "SHOW IMPORT JOBS WHERE Status IN ('pending', 'running')"))
                .containsExactly("101", "103", "9223372036854775807");
    }

    @Test
    void groups_and_raw_statistics_are_answered_in_the_layout_of_the_9_0_line() throws Exception {
        Connection connection = sandboxes.root(sandboxes.start(options.withLayout(JobLayout.COLUMNS_21)
                .withJobs(JobScript.of(
                        ScriptedJob.of(1, "a", "b").grouped("g"),
                        ScriptedJob.of(2, "a", "c").grouped("g"),
                        ScriptedJob.of(3, "a", "d")))));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW IMPORT GROUPS")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString("Group_Key")).isEqualTo("g");
            assertThat(row.getInt("Total_Jobs")).isEqualTo(2);
            assertThat(row.getInt("Running")).isEqualTo(2);
            assertThat(row.next()).isFalse();
        }
        assertThat(Jdbc.column(connection, "SHOW RAW IMPORT JOBS")).containsExactly("1", "2", "3");
        assertThat(Jdbc.column(connection, "SHOW IMPORT GROUP 'none'")).isEmpty();
    }
}
