package io.tidbclient.cli.manual;

import io.quarkus.test.junit.QuarkusTest;
import io.tidbclient.cli.SettingOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jakarta.inject.Inject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference in docs/ is what the commands say of themselves. {@code make manual} writes it anew, which is to run this
 * with {@code -Dmanual.write=true}.
 */
@QuarkusTest
class ManualTest {
    private static final Path COMMANDS = Path.of("docs", "commands.md");
    private static final Path MAN = Path.of("docs", "man");

    @Inject
    CommandLine root;

    /** Of those that this command line, which has no arguments, does not name, too. */
    @BeforeEach
    void make_the_options_of_all_commands() {
        SettingOptions.install(root);
    }

    @Test
    void the_commands_page_is_what_help_prints() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Commands

                What `--help` prints, command by command. This page is made from the commands: `make manual`.
                """);
        for (CommandSpec command : all(root.getCommandSpec())) {
            page.append("\n## ")
                    .append(command.qualifiedName())
                    .append("\n\n```text\n")
                    .append(command.commandLine().getUsageMessage().stripTrailing())
                    .append("\n```\n");
        }
        assertUpToDate(COMMANDS, page.toString());
    }

    @Test
    void there_is_a_man_page_for_each_command_and_no_other() throws IOException {
        Map<String, String> pages = new TreeMap<>();
        all(root.getCommandSpec()).forEach(command -> pages.put(ManPage.name(command) + ".1", ManPage.of(command)));
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertUpToDate(MAN.resolve(page.getKey()), page.getValue());
        }
        try (var files = Files.list(MAN)) {
            assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(pages.keySet());
        }
    }

    private static void assertUpToDate(Path file, String text) throws IOException {
        if (Boolean.getBoolean("manual.write")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        assertThat(file).as("%s is stale: run make manual", file).hasContent(text.stripTrailing());
    }

    private static List<CommandSpec> all(CommandSpec command) {
        List<CommandSpec> all = new ArrayList<>(List.of(command));
        command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(below -> !below.usageMessage().hidden())
                .forEach(below -> all.addAll(all(below)));
        return all;
    }
}
