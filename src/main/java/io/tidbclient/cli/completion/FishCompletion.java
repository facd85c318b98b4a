package io.tidbclient.cli.completion;

import io.tidbclient.config.ConfigurationOptions;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Completion for fish, which picocli doesn't write: one {@code complete} line for each subcommand and option. */
final class FishCompletion {
    /** Asks the tool for values that are known only at completion time; it gets the line up to the cursor on its standard input. */
    private static final String VALUES = """
            function __tidb_client_values
                commandline -cp | command PROGRAM complete 2>/dev/null
            end
            # fish's own, __fish_seen_subcommand_from, takes --config for the command config in some releases (seen in 3.7).
            function __tidb_client_seen
                for word in (commandline -opc)[2..-1]
                    contains -- $word $argv; and return 0
                end
                return 1
            end""";

    /** What the help calls those values that are, or may be, paths. */
    private static final Set<String> FILES = Set.of("FILE", "DIR", "SCENARIO");

    private static final String ASKED = " -a '(__tidb_client_values)'";

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.lines.add(VALUES.replace("PROGRAM", root.name()));
        completion.lines.add("complete -c " + root.name() + " -f");
        completion.add(root, List.of());
        return String.join("\n", completion.lines) + "\n";
    }

    private void add(CommandSpec command, List<String> path) {
        List<CommandSpec> subcommands = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(subcommand -> !subcommand.usageMessage().hidden())
                .toList();
        String condition = condition(path, subcommands);
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                lines.add(line(condition, names(option) + value(option), option.description()));
            }
        }
        if (command.userObject() instanceof CompletesParameters) {
            lines.add("complete -c " + program + " -n '" + condition + "'" + ASKED
                    + files(command.positionalParameters()));
        } else if (!files(command.positionalParameters()).isEmpty()) {
            lines.add("complete -c " + program + " -n '" + condition + "' -F");
        }
        for (CommandSpec subcommand : subcommands) {
            lines.add(line(
                    condition,
                    " -a " + subcommand.name(),
                    subcommand.usageMessage().description()));
            add(
                    subcommand,
                    Stream.concat(path.stream(), Stream.of(subcommand.name())).toList());
        }
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        if (option.longestName().equals(ConfigurationOptions.PROFILE.options().getFirst())) {
            return " -x" + ASKED;
        }
        String files = files(List.of(option));
        return files.isEmpty() ? " -x" : " -r" + files;
    }

    /** Of files too, where one of these may be one: the first line of the script says that elsewhere none are wanted. */
    private static String files(List<? extends ArgSpec> arguments) {
        return arguments.stream().anyMatch(argument -> FILES.contains(argument.paramLabel())) ? " -F" : "";
    }

    private String line(String condition, String what, String[] description) {
        String text = description.length == 0
                ? ""
                : description[0].replace("%%", "%").replace("%n", " ").replace("'", "\\'");
        return "complete -c " + program + " -n '" + condition + "'" + what + " -d '" + text + "'";
    }

    /** True where exactly this command is being completed: its words were seen, and none of its subcommands yet. */
    private static String condition(List<String> path, List<CommandSpec> subcommands) {
        List<String> parts = new ArrayList<>();
        path.forEach(word -> parts.add("__tidb_client_seen " + word));
        if (!subcommands.isEmpty()) {
            parts.add("not __tidb_client_seen "
                    + String.join(
                            " ", subcommands.stream().map(CommandSpec::name).toList()));
        }
        return parts.isEmpty() ? "true" : String.join("; and ", parts);
    }

    private static String names(OptionSpec option) {
        StringBuilder names = new StringBuilder();
        for (String name : option.names()) {
            names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        return names.toString();
    }
}
