package io.tidbclient.config;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/configuration.md says what the catalogue says. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("docs", "configuration.md");
    private static final String BEGIN = "<!-- settings: begin -->\n";
    private static final String END = "<!-- settings: end -->\n";

    @Test
    void the_tables_are_those_of_the_catalogue() throws IOException {
        String page = Files.readString(PAGE);
        String tables = Stream.of(SettingGroup.values())
                .map(ConfigurationPageTest::table)
                .collect(Collectors.joining("\n"));

        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("the tables in %s are stale; they should be:%n%s", PAGE, tables)
                .isEqualTo(tables);
    }

    @Test
    void every_parameter_of_a_url_is_named() throws IOException {
        String page = Files.readString(PAGE);

        for (String name : UrlParameter.allNames()) {
            assertThat(page).contains("`" + name + "`");
        }
    }

    private static String table(SettingGroup group) {
        return "### " + group.title() + "\n\n| Key | Option | Variable | Default | Meaning |\n|---|---|---|---|---|\n"
                + Settings.ALL.stream()
                        .filter(setting -> setting.group() == group)
                        .map(ConfigurationPageTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Setting<?> setting) {
        String label = setting.label().isEmpty() ? "" : " " + setting.label();
        return "| %s | %s | %s | %s | %s |\n"
                .formatted(
                        setting.refusedInFile().isPresent() ? "–" : "`" + setting.key() + "`",
                        setting.options().isEmpty() ? "–" : "`" + String.join(", ", setting.options()) + label + "`",
                        setting.variables().stream()
                                .map(name -> "`" + name + "`")
                                .collect(Collectors.joining(", ")),
                        setting.defaultText().map(text -> "`" + text + "`").orElse("–"),
                        setting.description());
    }
}
