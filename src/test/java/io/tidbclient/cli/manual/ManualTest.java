package io.tidbclient.cli.manual;

import io.quarkus.test.junit.QuarkusTest;
import io.tidbclient.cli.Example;
import io.tidbclient.cli.SettingOptions;
import io.tidbclient.cli.ShellWords;
import io.tidbclient.cli.ShortHelp;
import io.tidbclient.config.Origin;
import io.tidbclient.config.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import jakarta.inject.Inject;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference in docs/ is what the commands say of themselves. {@code make manual} writes it anew, which is to run this
 * with {@code -Dmanual.write=true}.
 */
@QuarkusTest
class ManualTest {
    private static final Path COMMANDS = Path.of("docs", "commands.md");
    private static final int WIDTH = 80;
    private static final int LONG = 42;
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
        StringBuilder page =
                new StringBuilder("""
                # Commands

                What `--help` prints, command by command. This page is made from the commands: `make manual`.

                ## tidb-client

                ```text
                """).append(ShortHelp.text(WIDTH)).append("```\n");
        for (CommandSpec command : all(root.getCommandSpec())) {
            boolean top = command.parent() == null;
            page.append("\n## ")
                    .append(command.qualifiedName() + (top ? " --help-all" : ""))
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

    @Test
    void every_example_is_a_command_line_that_can_be_parsed() {
        for (CommandSpec command : all(root.getCommandSpec())) {
            List<Example> examples = Example.of(command);
            assertThat(examples).as(command.qualifiedName()).hasSize(2);
            examples.forEach(example -> assertParses(example, command));
        }
    }

    /** The command is the one that the example stands for, or one below it; its settings have values that can be read. */
    private void assertParses(Example example, CommandSpec command) {
        assertThat(("  " + example.line()).length()).as(example.line()).isLessThanOrEqualTo(WIDTH);
        String line = example.line().split(" (?:&&|<) ", 2)[0];
        List<String> words = ShellWords.of(line).all();
        assertThat(words.getFirst()).isEqualTo("tidb-client");
        ParseResult parsed = root.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        while (parsed.subcommand() != null) {
            parsed = parsed.subcommand();
        }
        assertThat(parsed.commandSpec().qualifiedName()).as(line).startsWith(command.qualifiedName());
        parsed.matchedOptions()
                .forEach(option -> Settings.byKey(option.longestName().replaceFirst("^--", ""))
                        .filter(setting -> !setting.isFlag())
                        .ifPresent(setting -> option.originalStringValues()
                                .forEach(value -> setting.parse(value, new Origin.Option(option.longestName())))));
    }

    @Test
    void the_overview_names_every_command_and_fits_a_screen() {
        List<String> lines = ShortHelp.text(WIDTH).lines().toList();

        assertThat(lines).hasSizeLessThanOrEqualTo(40).allMatch(line -> line.length() <= WIDTH);
        root.getSubcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .filter(command -> !command.usageMessage().hidden())
                .forEach(command -> assertThat(lines)
                        .as(command.name())
                        .anyMatch(line -> line.startsWith("  " + command.name() + " ")));
    }

    @Test
    void the_overview_has_examples_that_can_be_parsed_and_options_of_the_check() {
        List<String> lines = ShortHelp.text(WIDTH).lines().toList();
        List<Example> examples = lines.stream()
                .filter(line -> line.startsWith("  tidb-client "))
                .map(line -> new Example(line.strip().split(" {2,}", 2)[0]))
                .toList();

        assertThat(examples).hasSize(5).allSatisfy(example -> assertParses(example, root.getCommandSpec()));
        List<String> options = lines.stream()
                .flatMap(line -> Pattern.compile("^ {2}(?:-\\w, | {4})(--[\\w-]+)")
                        .matcher(line)
                        .results())
                .map(found -> found.group(1))
                .toList();
        assertThat(options).hasSize(10).allMatch(root.getCommandSpec().optionsMap()::containsKey);
    }

    @Test
    void help_breaks_lines_at_blanks_unless_a_word_is_longer_than_the_line() {
        for (CommandSpec command : all(root.getCommandSpec())) {
            CommandLine printed = command.commandLine();
            int before = printed.getUsageHelpWidth();
            List<String> words = words(printed.setUsageHelpWidth(400).getUsageMessage());
            for (int width : new int[] {80, 100, 120}) {
                String help = printed.setUsageHelpWidth(width).getUsageMessage();
                assertThat(rejoined(words(help), words))
                        .as(command.qualifiedName() + " at " + width)
                        .isEqualTo(words);
                assertThat(help.lines().mapToInt(String::length).max().orElse(0))
                        .as(command.qualifiedName() + " at " + width)
                        .isLessThanOrEqualTo(width);
            }
            printed.setUsageHelpWidth(before);
        }
    }

    /** The words, of which those that are too long for the descriptions of options in 80 columns may have been broken. */
    private static List<String> rejoined(List<String> words, List<String> whole) {
        List<String> rejoined = new ArrayList<>();
        Iterator<String> left = words.iterator();
        for (String word : whole) {
            StringBuilder parts = new StringBuilder();
            while (left.hasNext() && (parts.isEmpty() || (parts.length() < word.length() && word.length() > LONG))) {
                parts.append(left.next());
            }
            rejoined.add(parts.toString());
        }
        left.forEachRemaining(rejoined::add);
        return rejoined;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
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
