package io.tidbclient.serve;

import io.tidbclient.serve.ServedSandboxes.Kind;
import io.tidbclient.serve.ServedSandboxes.Served;
import io.tidbclient.testing.Browser;
import io.tidbclient.testing.Browser.Scheme;
import io.tidbclient.testing.RealBrowser;
import io.tidbclient.testing.Thorough;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages as a browser shows them. Their pictures are left in {@code target/screenshots}. */
@Thorough
@RealBrowser
class ServePageIT {
    private static final String HOSTILE = "<b>x</b>";

    /** As long as a name may be, without a place to break the line. */
    private static final String LONG = "a-cluster-of-".repeat(4) + "many-servers";

    private static final Map<String, String> PATHS =
            Map.of("overview", "", "target-up", "targets/shop", "target-down", "targets/%3Cb%3Ex%3C%2Fb%3E");
    private static final String FAILURE = "Nothing listens at 127.0.0.1:";
    private static final String HINT = "Is the server running, and is ";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private ServedSandboxes served;

    @BeforeEach
    void serve() throws IOException {
        served = ServedSandboxes.start(
                folder,
                List.of(
                        new Served("shop", Kind.SHOP),
                        new Served("crm", Kind.CRM),
                        new Served(HOSTILE, Kind.CLOSED_PORT),
                        new Served(LONG, Kind.SHOP)));
    }

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void pages_load_without_an_error_and_from_the_server_alone(Browser browser) {
        for (String path : PATHS.values()) {
            browser.load(served.address() + path);
            browser.awaitText("main", text -> !text.contains("not checked yet") && text.contains(" since "));

            assertThat(browser.console()).as("/" + path).isEmpty();
            assertThat(new ShownPage(browser).requested())
                    .contains(served.address() + path, served.address() + "style.css", served.address() + "live.js")
                    .anyMatch(url -> url.startsWith(served.address() + "live?since="))
                    .allMatch(url -> url.startsWith(served.address()) || url.equals("data:,"));
        }
    }

    @Test
    void overview_follows_a_target_that_goes_down_and_comes_back_without_a_reload(Browser browser) throws IOException {
        ShownPage page = overview(browser);
        page.mark();
        long nodes = page.nodes();

        served.crm().stopListening();
        browser.awaitText("#target-crm", this::showsFailure);
        browser.awaitText("#counts", "2 up 2 down"::equals);
        assertThat(browser.texts(".target h2")).containsExactly("crm", HOSTILE, "shop", LONG);
        assertThat(browser.title()).isEqualTo("TiDB targets: 2 up, 2 down – tidb-client");

        served.crm().listenAgain();
        browser.awaitText("#target-crm .state", text -> text.startsWith("up since "));
        browser.awaitText("#counts", "3 up 1 down"::equals);
        assertThat(browser.texts(".target h2")).containsExactly(HOSTILE, "shop", "crm", LONG);
        assertThat(browser.texts("#target-crm .failure")).isEmpty();
        assertThat(browser.title()).isEqualTo("TiDB targets: 3 up, 1 down – tidb-client");
        assertThat(page.marked()).isTrue();
        assertThat(page.nodes())
                .as("parts that are replaced leave nothing behind")
                .isEqualTo(nodes);
    }

    @Test
    void page_of_a_target_follows_its_checks_and_shows_its_failure_with_the_hint(Browser browser) {
        browser.load(served.address() + "targets/crm");
        browser.awaitText("#target-crm .state", text -> text.startsWith("up since "));
        ShownPage page = new ShownPage(browser);
        page.mark();

        served.crm().stopListening();

        browser.awaitText("#target-crm", this::showsFailure);
        browser.awaitText("tbody tr", text -> text.contains(" unreachable ") && text.contains(FAILURE));
        assertThat(browser.texts("#target-crm dt")).contains("Server", "Version", "TLS", "Last check");
        assertThat(page.marked()).isTrue();
    }

    @Test
    void page_shows_that_the_server_cannot_be_reached(Browser browser) {
        overview(browser);
        assertThat(browser.find("#connection").isDisplayed()).isFalse();

        served.close();

        browser.awaitText("#connection", "not connected; trying again"::equals);
    }

    @Test
    void tab_reaches_the_links_and_focus_stays_when_their_part_is_replaced(Browser browser) {
        ShownPage page = overview(browser);

        List<String> reached = new ArrayList<>();
        while (!reached.contains("crm") && reached.size() < 20) {
            browser.press(Keys.TAB);
            reached.add(browser.focused());
        }
        assertThat(reached).containsExactly("tidb-client", HOSTILE, "shop", "crm");
        assertThat(page.focusIsVisible()).isTrue();

        served.crm().stopListening();
        browser.awaitText("#target-crm .state", text -> text.startsWith("down since "));
        assertThat(browser.focused()).isEqualTo("crm");
        assertThat(page.focusIsVisible()).isTrue();

        browser.press(Keys.ENTER);
        browser.awaitText("h1, h2", "crm"::equals);
        assertThat(browser.title()).isEqualTo("crm – tidb-client");
    }

    @ParameterizedTest
    @CsvSource({"360, LIGHT", "360, DARK", "1440, LIGHT", "1440, DARK"})
    void pages_are_legible_at_both_widths_in_both_schemes(int width, Scheme scheme, Browser browser) {
        browser.emulate(width, scheme);
        PATHS.forEach((name, path) -> {
            browser.load(served.address() + path);
            browser.awaitText("main", text -> !text.contains("not checked yet") && text.contains(" since "));
            ShownPage page = new ShownPage(browser);

            assertThat(page.width()).as("width of " + name).isEqualTo(width);
            assertThat(page.background()).isEqualTo(scheme == Scheme.LIGHT ? "rgb(255, 255, 255)" : "rgb(20, 24, 31)");
            assertThat(page.faintTexts())
                    .as("texts with little contrast in " + name)
                    .isEmpty();
            screenshot(browser, "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
        });
    }

    @Test
    void names_with_markup_are_text(Browser browser) {
        overview(browser);
        assertThat(browser.texts(".target h2")).contains(HOSTILE);
        assertThat(browser.texts("b")).isEmpty();

        browser.click(".target.down h2 a");

        browser.awaitText("h1, h2", HOSTILE::equals);
        assertThat(browser.title()).isEqualTo(HOSTILE + " – tidb-client");
        assertThat(browser.texts("b")).isEmpty();
    }

    @Test
    void pages_are_complete_without_javascript() {
        try (Browser browser = Browser.withoutJavaScript()) {
            Awaitility.await().atMost(LIMIT).until(() -> {
                browser.load(served.address());
                return browser.texts("#counts").equals(List.of("3 up 1 down"));
            });
            assertThat(new ShownPage(browser).requested())
                    .contains(served.address() + "style.css")
                    .noneMatch(url -> url.startsWith(served.address() + "live?"));
            assertThat(browser.texts(".target h2")).containsExactly(HOSTILE, "shop", "crm", LONG);
            assertThat(browser.find(".target.down").getText()).contains(FAILURE, HINT);
            screenshots(browser, "overview-without-javascript");

            browser.click(".target.down h2 a");
            browser.awaitText("tbody tr", text -> text.contains(FAILURE));
            screenshots(browser, "target-without-javascript");
        }
    }

    /** Shows the overview, and waits until every target was checked. */
    private ShownPage overview(Browser browser) {
        browser.load(served.address());
        browser.awaitText("#counts", "3 up 1 down"::equals);
        return new ShownPage(browser);
    }

    private boolean showsFailure(String text) {
        return text.contains(FAILURE + served.crm().port()) && text.contains(HINT);
    }

    private static void screenshots(Browser browser, String name) {
        for (int width : List.of(360, 1440)) {
            browser.emulate(width, Scheme.LIGHT);
            screenshot(browser, name + "-" + width);
        }
    }

    private static void screenshot(Browser browser, String name) {
        browser.screenshot(Path.of("target", "screenshots", name + ".png"));
    }
}
