package io.tidbclient.cli.completion;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Completion for fish, which picocli doesn't write: one {@code complete} line for each subcommand and option. */
final class FishCompletion {
    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishCompletion(String program) {
        this.program = program;
    }

    static String of(CommandSpec root) {
        FishCompletion completion = new FishCompletion(root.name());
        completion.lines.add("complete -c " + root.name() + " -f");
        completion.add(root, List.of());
        return String.join("\n", completion.lines) + "\n";
    }

    private void add(CommandSpec command, List<String> path) {
        List<CommandSpec> subcommands = command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .toList();
        String condition = condition(path, subcommands);
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                lines.add(
                        line(condition, names(option) + (option.arity().max() > 0 ? " -r" : ""), option.description()));
            }
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

    private String line(String condition, String what, String[] description) {
        String text = description.length == 0
                ? ""
                : description[0].replace("%%", "%").replace("%n", " ").replace("'", "\\'");
        return "complete -c " + program + " -n '" + condition + "'" + what + " -d '" + text + "'";
    }

    /** True where exactly this command is being completed: its words were seen, and none of its subcommands yet. */
    private static String condition(List<String> path, List<CommandSpec> subcommands) {
        List<String> parts = new ArrayList<>();
        path.forEach(word -> parts.add("__fish_seen_subcommand_from " + word));
        if (!subcommands.isEmpty()) {
            parts.add("not __fish_seen_subcommand_from "
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
