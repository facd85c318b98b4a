package io.tidbclient.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.sandbox.fault.FaultText;
import io.tidbclient.sandbox.job.JobLayout;
import io.tidbclient.testing.Thorough;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code imports list}, {@code groups} and {@code show}: which jobs are printed, in which form. */
@Thorough
class ImportsListIT extends OnSandboxWithJobs {
    @Test
    void list_has_active_jobs_first_and_filters() {
        ToolRun all = imports("list");
        ToolRun failed = imports("list", "--status", "failed");
        ToolRun table = imports("list", "--table", "shop.o*");

        assertThat(all.exitCode()).as(all.toString()).isZero();
        assertThat(all.stdout()).startsWith("JOB  ").contains("\n  1  ");
        assertThat(all.stdout()).contains("shop.bad", "FAILED", "column 4 is not a date");
        assertThat(failed.stdout()).contains("shop.bad").doesNotContain("shop.orders");
        assertThat(table.stdout()).contains("shop.orders").doesNotContain("shop.bad");
    }

    @Test
    void groups_are_added_up_and_jobs_without_one_are_counted() {
        ToolRun groups = imports("groups");
        ToolRun one = imports("groups", "--group", "nightly");

        assertThat(groups.exitCode()).as(groups.toString()).isZero();
        assertThat(groups.stdout().lines().toList().getFirst()).startsWith("GROUP    JOBS  FINISHED  FAILED");
        assertThat(groups.stdout()).contains("\nnightly     1                 1", "\ndaily       1         1");
        assertThat(Tool.lastLine(groups.stdout()))
                .isEqualTo("1 job without a group: started without GROUP_KEY, or on a server that has no groups yet"
                        + " (before the 9.0 line)");
        assertThat(one.stdout()).contains("nightly").doesNotContain("daily", "without a group");
    }

    @Test
    void list_is_csv_and_json_where_that_is_asked_for() throws IOException {
        ToolRun csv = imports("list", "-o", "csv", "--status", "ended", "--group", "nightly");
        JsonNode json =
                new ObjectMapper().readTree(imports("list", "-o", "json").stdout());

        assertThat(csv.stdout())
                .startsWith("server,job_id,group_key,target_table,schema,table,status,")
                .contains("127.0.0.1:" + server.port() + ",2,nightly,`shop`.`bad`,shop,bad,failed,");
        assertThat(json.at("/schema").asText()).isEqualTo("tidb-client/imports/2");
        assertThat(json.at("/verdict/exitCode").asInt()).isZero();
        assertThat(json.at("/servers/0/jobs")).hasSize(3);
        assertThat(json.at("/servers/0/groups"))
                .extracting(group -> group.get("key").asText())
                .containsExactlyInAnyOrder("nightly", "daily");
        assertThat(json.at("/servers/0/jobs/0/id").asInt()).isEqualTo(1);
        assertThat(json.at("/servers/0/jobs/0/estimate/basis").asText()).isEqualTo("SERVER");
    }

    @Test
    void ndjson_has_a_line_per_job_and_a_last_one_with_verdict_and_counts() throws IOException {
        for (String[] command : new String[][] {{"list"}, {"show", "1", "2", "3"}}) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : imports(Stream.concat(Arrays.stream(command), Stream.of("-o", "ndjson"))
                            .toArray(String[]::new))
                    .stdout()
                    .lines()
                    .toList()) {
                lines.add(new ObjectMapper().readTree(line));
            }

            assertThat(lines)
                    .extracting(line ->
                            line.at("/event").asText() + line.at("/table").asText())
                    .startsWith("joborders")
                    .contains("jobbad")
                    .endsWith("result")
                    .hasSize(4);
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.at("/at").asText()).endsWith("Z"));
            assertThat(lines.getLast().at("/counts/jobs").asInt()).isEqualTo(3);
            assertThat(lines.getLast().at("/counts/byStatus/failed").asInt()).isEqualTo(1);
            assertThat(lines.getLast().at("/verdict/outcome").asText()).isEqualTo("success");
            assertThat(lines.getLast().findValues("jobs")).allMatch(JsonNode::isInt);
            assertThat(lines.getFirst().at("/createdUtc").asText()).endsWith("Z");
            assertThat(lines.getFirst().at("/sourceBytes").asLong()).isPositive();
        }
    }

    @Test
    void show_prints_one_and_fails_for_one_that_is_not_listed() {
        ToolRun shown = imports("show", "2");
        ToolRun missing = imports("show", "2", "77");

        assertThat(shown.exitCode()).as(shown.toString()).isZero();
        assertThat(shown.stdout())
                .startsWith("job 2  shop.bad  FAILED\n")
                .contains("  group        nightly\n", "  result       column 4 is not a date\n");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(Tool.lastLine(missing.stdout()))
                .startsWith("FAILED (exit 1)  job 77 is not listed: no such job, or it belongs to another user");
    }

    @Test
    void ids_have_up_to_64_bits() {
        ToolRun largest = imports("show", "9223372036854775807");
        ToolRun larger = imports("show", "9223372036854775808");

        assertThat(largest.exitCode()).as(largest.toString()).isEqualTo(1);
        assertThat(largest.stdout()).contains("job 9223372036854775807 is not listed: no such job");
        assertThat(larger.exitCode()).isEqualTo(2);
        assertThat(larger.stderr()).contains("'9223372036854775808' is not the id of a job");
    }

    @Test
    void no_job_that_matches_is_something_else_than_no_job() throws IOException {
        String none = "none of 3 import jobs matches --table nope.*";
        JsonNode report = new ObjectMapper()
                .readTree(imports("list", "--table", "nope.*", "-o", "json").stdout());
        ToolRun cancelled = imports("cancel", "--table", "nope.*", "--yes");

        assertThat(imports("list", "--table", "nope.*").stdout()).isEqualTo(none + "\n");
        assertThat(imports("groups", "--table", "nope.*").stdout()).isEqualTo(none + "\n");
        assertThat(report.at("/verdict/sentence").asText()).isEqualTo(none);
        assertThat(report.at("/counts/jobs").asInt()).isZero();
        assertThat(report.at("/counts/listed").asInt()).isEqualTo(3);
        assertThat(Tool.lastLine(imports("show", "7", "8").stdout()))
                .isEqualTo("FAILED (exit 1)  jobs 7, 8 are not listed: no such job, or it belongs to"
                        + " another user, which requires SUPER");
        assertThat(Tool.lastLine(imports("wait", "--group", "nope").stdout()))
                .isEqualTo("FAILED (exit 1)  none of 3 import jobs matches --group nope: nothing to wait for");
        assertThat(Tool.lastLine(imports("watch", "--table", "nope.*").stdout()))
                .isEqualTo("OK  none of 3 import jobs is active and matches --table nope.*");
        assertThat(cancelled.exitCode()).as(cancelled.toString()).isEqualTo(1);
        assertThat(cancelled.stderr()).isEqualTo("tidb-client: " + none + ": nothing to cancel.\n");
    }

    @Test
    void jobs_that_cannot_be_read_are_no_failed_job() throws IOException {
        restart(FaultText.parse("deny=8175@SHOW IMPORT JOBS"));

        ToolRun run = imports("list");

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
        assertThat(run.stdout()).contains("listed no import jobs in", "polls over 10 s; the last answer:");
    }

    @Test
    void a_server_without_import_jobs_is_a_failure() throws IOException {
        try (SandboxServer none = SandboxServer.start(SandboxOptions.defaults().withLayout(JobLayout.NONE))) {
            ToolRun run = Tool.run("imports", "list", "-H", "127.0.0.1:" + none.port(), "-u", "root", "--no-password");

            assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
            assertThat(run.stdout()).contains("This server does not know SHOW IMPORT JOBS");
        }
    }
}
