package io.tidbclient.importjob.run;

import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.estimate.JobEstimate;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import static org.assertj.core.api.Assertions.assertThat;

class HookFactsTest {
    @Test
    void each_fact_of_a_job_has_a_variable() {
        WatchedJob watched = new WatchedJob(
                JobBuilder.job(7)
                        .group("nightly")
                        .table("`my shop`.`orders`")
                        .status("canceled")
                        .rows(1_234)
                        .message("cancelled by user")
                        .build(),
                Optional.of(Duration.ofMillis(61_900)),
                OptionalDouble.empty(),
                false);

        assertThat(HookFacts.of(new JobLine(JobLines.SERVER, watched, JobEstimate.NOTHING)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "TIDB_JOB_ID", "7",
                        "TIDB_JOB_SERVER", "db:4000",
                        "TIDB_JOB_TABLE", "`my shop`.orders",
                        "TIDB_JOB_SCHEMA", "my shop",
                        "TIDB_JOB_TABLE_NAME", "orders",
                        "TIDB_JOB_STATUS", "canceled",
                        "TIDB_JOB_GROUP", "nightly",
                        "TIDB_JOB_ROWS", "1234",
                        "TIDB_JOB_ELAPSED_SECONDS", "61",
                        "TIDB_JOB_MESSAGE", "cancelled by user"));
    }

    @Test
    void what_is_not_known_is_empty_and_a_job_that_vanished_has_that_status() {
        JobLine unknown = new JobLine(
                JobLines.SERVER,
                JobLines.watched(
                        JobBuilder.job(7).table("orders").status("running").build(), true),
                JobEstimate.NOTHING);

        assertThat(HookFacts.of(unknown))
                .contains(
                        Map.entry("TIDB_JOB_TABLE", "orders"),
                        Map.entry("TIDB_JOB_SCHEMA", ""),
                        Map.entry("TIDB_JOB_TABLE_NAME", ""),
                        Map.entry("TIDB_JOB_STATUS", "vanished"),
                        Map.entry("TIDB_JOB_GROUP", ""),
                        Map.entry("TIDB_JOB_ROWS", ""),
                        Map.entry("TIDB_JOB_ELAPSED_SECONDS", ""),
                        Map.entry("TIDB_JOB_MESSAGE", ""));
    }
}
