package io.tidbclient.serve.page;

import io.tidbclient.output.Runs;
import io.tidbclient.serve.http.Answer;
import io.tidbclient.serve.http.Request;
import io.tidbclient.serve.status.Checks;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class PagesTest {
    private static final String HOSTILE = "<script>alert(1)</script>\"'&{x}\u202e";

    private final StatusBoard board = new StatusBoard(Runs.START);
    private final Pages pages =
            new Pages("1.2.3", "/live", board::latest, () -> Runs.START.plus(Duration.ofMinutes(1)));

    @Test
    void overview_of_no_target() {
        assertThat(get("/")).contains("<h1>Targets</h1>").contains("<p>No target is configured.</p>");
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
                        "<p class=\"failure\">Nothing listens at 127.0.0.1:4000. <span class=\"hint\">Check that the server runs, and the port.</span></p>")
                .contains("<li id=\"target-new\" class=\"target unknown\" data-order=\"1-000002\">");
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
                                + "<td>Nothing listens at 127.0.0.1:4000.</td>")
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

        for (String page : List.of(get("/"), get("/targets/:name", HOSTILE))) {
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
    void pages_load_nothing_from_elsewhere_and_have_no_inline_code() {
        configure("prod");
        board.add(new ServerEvent.CheckEnded("prod", Checks.down(Duration.ofSeconds(2))));

        for (String page : List.of(get("/"), get("/targets/:name", "prod"))) {
            assertThat(page)
                    .doesNotContain("http:")
                    .doesNotContain("https:")
                    .doesNotContain("style=")
                    .doesNotContain("onclick");
            assertThat(page.split("<script", -1)).hasSize(2);
        }
        assertThat(get("/style.css") + get("/live.js")).doesNotContain("http:").doesNotContain("url(");
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
        return pages.endpoints().get(path).answer(new Request(path, Map.of("name", name), Map.of(), ""));
    }
}
