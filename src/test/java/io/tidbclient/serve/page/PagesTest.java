package io.tidbclient.serve.page;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.output.Runs;
import io.tidbclient.output.imports.RecordedPolls;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.HistoryStatus;
import io.tidbclient.serve.status.Imports;
import io.tidbclient.serve.status.PastServer;
import io.tidbclient.serve.status.Scenarios;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.ServerUpdate;
import io.tidbclient.serve.status.StatusBoard;
import io.tidbclient.serve.status.TargetPast;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&{x}\u202e";

    private final StatusBoard board = new StatusBoard(Runs.START);
    private HistoryStatus history;
    private final Pages pages = new Pages(
            "1.2.3",
            () -> "/live?since=7",
            board::latest,
            () -> Optional.ofNullable(history),
            () -> Runs.START.plus(Duration.ofMinutes(1)));

    @Test
    void overview_of_no_target() {
        assertThat(get("/")).contains("<h1>Targets</h1>").contains("<p>No target is configured.</p>");
    }

    @Test
    void overview_warns_while_the_history_is_not_written() {
        assertThat(get("/")).doesNotContain("The history");
        history = new HistoryStatus(
                HistoryStatus.State.DOWN,
                Runs.START,
                12,
                3,
                Optional.of(Failure.of(FailureKind.UNCLASSIFIED, HOSTILE + " password=geheim.", "Start it.")));

        assertThat(get("/"))
                .contains("The history has not been written since ")
                .contains("&lt;script&gt;")
                .contains("Start it. Waiting records: 12; dropped: 3.")
                .doesNotContain("geheim")
                .doesNotContain("<script>alert");

        history = new HistoryStatus(HistoryStatus.State.UP, Runs.START, 0, 3, Optional.empty());
        assertThat(get("/")).doesNotContain("The history").contains("<p id=\"history\" class=\"history warn\"></p>");
    }

    @Test
    void overview_counts_the_targets_and_shows_each() {
        configure("prod", "test", "new");
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("test", Checks.down(Duration.ofSeconds(3))));

        assertThat(get("/"))
                .contains("<title>TiDB targets: 1 up, 1 down – tidb-client</title>")
                .contains(
                        "<span class=\"up\">1 up</span> <span class=\"down\">1 down</span> <span class=\"unknown\">1 not checked yet</span>")
                .contains(
                        "<li id=\"target-prod\" class=\"target up\" data-order=\"2-000000\">\n<h2><a href=\"/targets/prod\">prod</a></h2>")
                .contains(
                        "<strong>up</strong> since <time datetime=\"2026-03-04T05:06:09Z\">2026-03-04 05:06:09 UTC</time>, for 58 s</p>")
                .contains("<dt>Version</dt><dd class=\"\">TiDB v8.5.4</dd>")
                .contains("<dt>Certificate</dt><dd class=\"\">expires in 74 days, on 2026-05-17</dd>")
                .contains(
                        "<p class=\"failure\">Nothing listens at 127.0.0.1:4000: connection refused. <span class=\"hint\">Check that the server runs, and the port.</span></p>")
                .contains("<li id=\"target-new\" class=\"target unknown\" data-order=\"1-000002\">");
    }

    @Test
    void server_that_was_not_reached_since_the_start_is_shown_as_the_history_has_it() {
        configure("new", "gone", "there", "failing");
        for (String name : List.of("new", "gone", "there", "failing")) {
            board.add(new ServerEvent.HistoryRead(
                    name,
                    new TargetPast(
                            List.of(),
                            Optional.empty(),
                            Optional.of(new PastServer(
                                    Instant.parse("2026-03-03T10:00:00Z"),
                                    "TiDB v8.5.3",
                                    "TLSv1.2",
                                    Optional.of(Instant.parse("2026-03-24T10:00:00Z")))),
                            List.of(),
                            List.of())));
        }
        board.add(new ServerEvent.CheckEnded("gone", Checks.down(Duration.ofSeconds(3))));
        board.add(new ServerEvent.CheckEnded("there", Checks.up(Duration.ofSeconds(3))));
        CheckSnapshot answered = Checks.up(Duration.ofSeconds(3)).last();
        board.add(new ServerEvent.CheckEnded(
                "failing", new RunResult<>(answered.states(), answered, new RunVerdict(Outcome.FAILED, "1 warning"))));

        String asOf = ", as of 2026-03-03 10:00:00 UTC</dd>";
        for (String name : List.of("new", "gone")) {
            assertThat(get("/targets/:name", name))
                    .containsOnlyOnce("<dt>Version</dt><dd class=\"\">TiDB v8.5.3" + asOf)
                    .containsOnlyOnce("<dt>TLS</dt><dd class=\"\">TLSv1.2" + asOf)
                    .containsOnlyOnce("<dt>Certificate</dt><dd class=\"\">expires in 20 days, on 2026-03-24" + asOf);
        }
        for (String name : List.of("there", "failing")) {
            assertThat(get("/targets/:name", name))
                    .containsOnlyOnce("<dt>Version</dt><dd class=\"\">TiDB v8.5.4</dd>")
                    .doesNotContain("as of");
        }
    }

    @Test
    void overview_shows_first_what_is_down_then_what_was_not_checked_yet() {
        configure("up", "new", "down", "also-up");
        board.add(new ServerEvent.CheckEnded("up", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("also-up", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("down", Checks.down(Duration.ofSeconds(2))));

        assertThat(get("/"))
                .containsSubsequence(
                        "id=\"target-down\"", "id=\"target-new\"", "id=\"target-up\"", "id=\"target-also-up\"");
    }

    @Test
    void list_of_checks_is_fetched_from_where_the_page_says() {
        configure("a b");
        board.add(new ServerEvent.CheckEnded("a b", Checks.down(Duration.ofSeconds(2))));

        String list = get("/targets/:name/checks", "a b");

        assertThat(list)
                .startsWith("<div id=\"" + Pages.checksPart("a b") + "\" data-source=\"/targets/a%20b/checks\">\n")
                .contains("<td>unreachable</td>");
        assertThat(get("/targets/:name", "a b")).contains(list.strip());
        assertThat(answer("/targets/:name/checks", "nosuch").status()).isEqualTo(404);
    }

    @Test
    void target_lists_its_latest_checks() {
        configure("prod");
        board.add(new ServerEvent.CheckEnded("prod", Checks.up(Duration.ofSeconds(2))));
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(3))));

        assertThat(get("/targets/:name", "prod"))
                .contains(
                        "<td>unreachable</td><td class=\"number\">3.0 s</td><td class=\"number\"></td><td class=\"number\"></td>"
                                + "<td>Nothing listens at 127.0.0.1:4000: connection refused.</td>")
                .contains("<td>success</td><td class=\"number\">2.0 s</td><td class=\"number\">3.1 ms</td>"
                        + "<td class=\"number\">0.44 ms</td><td>1 of 1 connection completed</td>");
    }

    @Test
    void unknown_target_is_not_found() {
        assertThat(answer("/targets/:name", "nosuch").status()).isEqualTo(404);
    }

    @Test
    void names_are_escaped_wherever_they_appear() {
        configure(HOSTILE);
        board.add(new ServerEvent.CheckEnded(HOSTILE, Checks.up(Duration.ofSeconds(2))));
        board.add(imports(HOSTILE)
                .polled(
                        0,
                        List.of(JobBuilder.job(7)
                                .status("running")
                                .table(HOSTILE)
                                .phase(HOSTILE)
                                .message(HOSTILE)
                                .rows(1)
                                .build())));

        for (String page : List.of(get("/"), get("/targets/:name", HOSTILE), get("/targets/:name/jobs/:id", HOSTILE))) {
            assertThat(page)
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;{x}")
                    .doesNotContain("<script>alert")
                    .doesNotContain("\u202e");
        }
        assertThat(pages.parts(board.latest(), HOSTILE).values()).noneMatch(part -> part.contains("<script"));
    }

    @Test
    void parts_have_the_ids_under_which_the_page_shows_them() {
        configure("a b", "c");
        board.add(new ServerEvent.CheckEnded("a b", Checks.up(Duration.ofSeconds(2))));

        Map<String, String> parts = pages.parts(board.latest(), "a b");

        assertThat(parts).containsOnlyKeys("counts", "target-a%20b");
        String overview = get("/");
        parts.values().forEach(part -> assertThat(overview).contains(part.strip()));
    }

    @Test
    void target_shows_its_scenarios_with_the_difference_and_when_they_run_next() {
        configure("a b");
        schedule("a b", "isolation/p4", "locks");
        board.add(new ServerEvent.ScenarioStarted("a b", "locks", Runs.START));
        board.add(new ServerEvent.ScenarioEnded(
                "a b",
                "isolation/p4",
                Scenarios.run(1, Duration.ZERO, Scenarios.failed()),
                Optional.of(Runs.START.plusSeconds(600))));

        String list = get("/targets/:name/scenarios", "a b");

        assertThat(list)
                .startsWith(
                        "<div id=\"" + Pages.scenariosPart("a b") + "\" data-source=\"/targets/a%20b/scenarios\">\n")
                .contains("<th scope=\"row\">isolation/p4</th><td class=\"bad\">failed</td>")
                .contains("2026-03-04 05:16:07 UTC</time></td><td>step 2 by b: expected 50, got 100</td>")
                .contains("<summary>isolation/p4: last run</summary>")
                .contains("FAILED    lost update  1.0 s\n")
                .contains(
                        "<th scope=\"row\">locks</th><td class=\"\">not run yet <span class=\"hint\">running</span></td>");
        assertThat(get("/targets/:name", "a b")).contains("<h2>Scenarios</h2>").contains(list.strip());
        assertThat(get("/")).contains("<dt>Scenarios</dt><dd class=\"bad\">1 failed, 1 not run yet</dd>");
        assertThat(answer("/targets/:name/scenarios", "nosuch").status()).isEqualTo(404);
    }

    @Test
    void a_pass_shows_what_it_rests_on() {
        configure("prod");
        schedule("prod", "locks");
        board.add(new ServerEvent.ScenarioEnded(
                "prod",
                "locks",
                Scenarios.run(1, Duration.ZERO, Scenarios.passedWith("the wait is deduced"), Scenarios.passed()),
                Optional.empty()));

        assertThat(get("/targets/:name", "prod"))
                .contains("<td class=\"good\">passed</td>")
                .contains("<td>2 of 2 scenarios passed <span class=\"hint\">note: the wait is deduced</span></td>");
        assertThat(get("/")).contains("<dt>Scenarios</dt><dd class=\"\">1 passed</dd>");
    }

    @Test
    void target_without_scenarios_has_no_heading_for_them() {
        configure("prod");

        assertThat(get("/targets/:name", "prod")).doesNotContain("Scenarios");
    }

    private void schedule(String target, String... scenarios) {
        board.add(new ServerEvent.ScenariosScheduled(
                target,
                Stream.of(scenarios)
                        .map(scenario -> new ServerEvent.Due(scenario, Optional.empty()))
                        .toList()));
    }

    @Test
    void pages_load_nothing_from_elsewhere_and_have_no_inline_code() {
        configure("prod");
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(2))));
        imports("prod").run(board, 0, 20);

        for (String page : List.of(get("/"), get("/targets/:name", "prod"), get("/targets/:name/jobs/:id", "prod"))) {
            assertThat(page)
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("style=")
                    .doesNotContain("onclick");
            assertThat(page.split("<script", -1)).hasSize(2);
        }
        assertThat(get("/style.css") + get("/live.js")).doesNotContain("http:").doesNotContain("url(");
    }

    @Test
    void overview_counts_the_import_jobs_and_lists_those_of_each_target() {
        configure("prod", "test");
        imports("prod").run(board, 0, 20);

        assertThat(get("/"))
                .contains("<p id=\"job-counts\" class=\"counts\"><span>1 active</span> <span>0 pending</span>"
                        + " <span>0 completed</span></p>")
                .contains("<div id=\"imports-prod\">\n<h3><a href=\"/targets/prod\">prod</a></h3>")
                .contains("<th scope=\"row\" class=\"number\"><a href=\"/targets/prod/jobs/7\">7</a></th>"
                        + "<td>shop.orders</td><td class=\"\">running</td>")
                .containsPattern("<progress max=\"100\" value=\"\\d+\" aria-label=\"Progress of job 7\">")
                .contains("<td>●●●○ importing/import</td><td class=\"number\">20,000 of ~")
                .contains("<div id=\"imports-test\" hidden>");
    }

    @Test
    void overview_limits_the_jobs_of_a_target() {
        configure("prod");
        List<ImportJob> many = new ArrayList<>();
        for (long id = 1; id <= 12; id++) {
            many.add(RecordedPolls.running(id, 1));
        }
        board.add(imports("prod").polled(0, many));

        assertThat(get("/").split("<th scope=\"row\"", -1)).hasSize(11);
        assertThat(get("/")).contains("<p><a href=\"/targets/prod\">2 more jobs</a></p>");
        assertThat(get("/targets/:name", "prod").split("<th scope=\"row\"", -1)).hasSize(13);
    }

    @Test
    void target_whose_jobs_are_not_known_says_since_when_and_why() {
        configure("prod");
        Imports prod = imports("prod");
        prod.run(board, 0, 20);
        board.add(prod.failed(22, Imports.LOST));

        String message = "<p class=\"failure\">Import jobs are not known since <time datetime=\"2026-03-04T05:06:29Z\">"
                + "2026-03-04 05:06:29 UTC</time>: The connection to 127.0.0.1:4000 was lost."
                + " <span class=\"hint\">See the server&#39;s log.</span></p>";
        assertThat(get("/")).contains(message).contains("/targets/prod/jobs/7");
        assertThat(get("/targets/:name", "prod")).contains(message);
        assertThat(get("/targets/:name/jobs/:id", "prod")).contains(message);
    }

    @Test
    void server_without_import_jobs_is_no_failure() {
        configure("prod");
        board.add(imports("prod").failed(0, Imports.UNSUPPORTED));

        assertThat(get("/")).contains("<div id=\"imports-prod\" hidden>");
        assertThat(get("/targets/:name", "prod"))
                .contains("<p class=\"hint\">This is MariaDB, which has no import jobs.</p>")
                .doesNotContain("not known since")
                .doesNotContain("No import job is active")
                .doesNotContain("-H");
    }

    @Test
    void page_of_a_job_shows_its_way_its_estimate_and_its_charts() {
        configure("prod");
        imports("prod").run(board, 0, 50);

        assertThat(get("/targets/:name/jobs/:id", "prod"))
                .contains("<title>Import job 7 of prod – tidb-client</title>")
                .contains("<div id=\"job-prod-7\" class=\"job\" data-source=\"/targets/prod/jobs/7/part\">")
                .contains("<h1>Job 7: shop.orders</h1>")
                .containsPattern("<p>ETA <strong>~0:\\d\\d</strong>, between 0:\\d\\d–\\d:\\d\\d, by ")
                .contains("<li class=\"now\" aria-current=\"step\">importing/import <span class=\"hint\">")
                .contains("<li class=\"later\">validating</li>")
                .contains("<dt>step</dt><dd class=\"\">import: 5000MB of 10000MB, 50%, 100MB/s")
                .contains("<figcaption>Rows per second</figcaption>")
                .contains("aria-label=\"Time left, as it was estimated\"");
    }

    @Test
    void job_that_failed_stays_with_its_whole_message() {
        configure("prod");
        Imports prod = imports("prod");
        prod.run(board, 0, 50);
        String message = "checksum mismatched ".repeat(40) + "<b>";
        board.add(prod.polled(
                100,
                List.of(RecordedPolls.job(7, "failed")
                        .phase("validating")
                        .message(message)
                        .build()),
                7L));

        String page = get("/targets/:name/jobs/:id", "prod");
        assertThat(page)
                .contains("<strong class=\"bad\">FAILED</strong>, ended <time datetime=\"2026-03-04T05:07:47Z\">")
                .contains("<dt>result</dt><dd class=\"bad\">" + message.replace("<b>", "&lt;b&gt;") + "</dd>")
                .doesNotContain("aria-current");
        assertThat(get("/")).contains("1 failed, cancelled or vanished").contains("/targets/prod/jobs/7");
    }

    @Test
    void conflicts_of_a_finished_job_are_explained() {
        configure("prod");
        board.add(imports("prod")
                .polled(
                        100,
                        List.of(RecordedPolls.job(7, "finished")
                                .rows(99_996)
                                .message("4 conflicted rows.")
                                .build()),
                        7L));

        assertThat(get("/targets/:name/jobs/:id", "prod"))
                .contains("4 rows with conflicting keys are not in the table")
                .contains("<dd class=\"warn\">4 conflicted rows.</dd>");
    }

    @Test
    void unknown_job_is_not_found() {
        configure("prod");
        assertThat(answer("/targets/:name/jobs/:id", "prod").status()).isEqualTo(404);
        assertThat(answer("/targets/:name/jobs/:id", "nosuch").status()).isEqualTo(404);
        assertThat(answer("/targets/:name/jobs/:id/part", "prod").status()).isEqualTo(404);
    }

    @Test
    void parts_of_jobs_have_the_ids_under_which_the_pages_show_them() {
        List<ServerUpdate> updates = new ArrayList<>();
        var unused = board.updates().subscribe().with(updates::add);
        configure("a b", "c");
        imports("a b").run(board, 0, 20);

        Map<String, String> parts = pages.jobParts(board.latest(), "a b");

        assertThat(parts).containsOnlyKeys("job-counts", "imports-a%20b", "jobs-a%20b");
        assertThat(get("/"))
                .contains(parts.get("job-counts").strip())
                .contains(parts.get("imports-a%20b").strip());
        assertThat(get("/targets/:name", "a b"))
                .contains(parts.get("jobs-a%20b").strip());
        ServerUpdate last = updates.getLast();
        assertThat(Pages.staleJobs(last, (ServerEvent.TargetEvent) last.event()))
                .containsExactly("job-a%20b-7");
        assertThat(get("/targets/:name/jobs/:id", "a b"))
                .contains("id=\"job-a%20b-7\"")
                .contains(get("/targets/:name/jobs/:id/part", "a b").strip());
    }

    private Imports imports(String target) {
        return new Imports(target);
    }

    private void configure(String... names) {
        board.add(new ServerEvent.TargetsConfigured(List.of(names)));
    }

    private String get(String path) {
        return get(path, "");
    }

    private String get(String path, String name) {
        return answer(path, name).body();
    }

    private Answer answer(String path, String name) {
        return pages.endpoints().get(path).answer(new Request(path, Map.of("name", name, "id", "7"), Map.of(), ""));
    }
}
