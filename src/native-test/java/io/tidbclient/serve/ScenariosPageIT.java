package io.tidbclient.serve;

import io.tidbclient.cli.ServedTool;
import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.Browser;
import io.tidbclient.testing.Browser.Scheme;
import io.tidbclient.testing.RealBrowser;
import io.tidbclient.testing.Thorough;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** The scenarios of a target as a browser shows them. */
@Thorough
@RealBrowser
class ScenariosPageIT {
    @TempDir
    Path folder;

    @Test
    void verdicts_change_without_a_reload_and_an_opened_timeline_stays_open(Browser browser) throws IOException {
        try (SandboxServer sandbox = SandboxServer.start(SandboxOptions.defaults());
                ServedTool served =
                        ServedTool.start("--config", configuration(sandbox).toString())) {
            browser.emulate(360, Scheme.LIGHT);
            browser.load(served.address() + "targets/shop");
            ShownPage page = new ShownPage(browser);
            browser.awaitText(".scenarios tbody tr", text -> text.startsWith("isolation/p4 could not run"));
            page.mark();

            browser.click("details summary");
            browser.awaitText("details pre", text -> text.contains("BROKEN"));
            String run = lastRun(browser);
            browser.awaitText(".scenarios td:nth-of-type(3)", text -> !text.equals(run));

            browser.awaitText("details[open] pre", text -> text.contains("BROKEN"));
            browser.awaitText(
                    "#target-shop dl", text -> text.contains("Scenarios") && text.contains("1 could not run"));
            assertThat(page.marked()).isTrue();
            assertThat(page.width()).isEqualTo(360);
            assertThat(page.faintTexts()).isEmpty();
            assertThat(browser.console()).isEmpty();
            browser.screenshot(Path.of("target", "screenshots", "target-scenarios-360-light.png"));
            browser.emulate(1440, Scheme.DARK);
            assertThat(page.faintTexts()).isEmpty();
            browser.screenshot(Path.of("target", "screenshots", "target-scenarios-1440-dark.png"));
        }
    }

    private static String lastRun(Browser browser) {
        return browser.texts(".scenarios td:nth-of-type(3)").getFirst();
    }

    private Path configuration(SandboxServer sandbox) throws IOException {
        return Files.writeString(folder.resolve("tidb-client.yaml"), """
                user: root
                no-password: true
                serve:
                  targets:
                    - name: shop
                      host: 127.0.0.1:%d
                      every: 1s
                      scenarios: [{run: isolation/p4, every: 2s}]
                """.formatted(sandbox.port()));
    }
}
