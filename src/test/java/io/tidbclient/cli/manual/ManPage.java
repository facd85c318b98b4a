package io.tidbclient.cli.manual;

import io.tidbclient.cli.Example;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A page for man(1), in the macros of man(7), made from what a command says of itself. */
final class ManPage {
    private final CommandSpec command;
    private final StringBuilder page = new StringBuilder();

    private ManPage(CommandSpec command) {
        this.command = command;
    }

    /** The page of one command. */
    static String of(CommandSpec command) {
        ManPage page = new ManPage(command);
        page.write();
        return page.page.toString();
    }

    /** The name of a command's page, {@code tidb-client-config-show} for example. */
    static String name(CommandSpec command) {
        return command.qualifiedName("-");
    }

    private void write() {
        line(".TH " + name(command).toUpperCase(java.util.Locale.ROOT).replace("-", "\\-") + " 1 \"\" tidb\\-client");
        section("NAME");
        line(escaped(name(command)) + " \\- " + escaped(summary()));
        section("SYNOPSIS");
        line(".B " + escaped(command.qualifiedName()));
        line(escaped("[OPTIONS] "
                        + command.positionalParameters().stream()
                                .map(PositionalParamSpec::paramLabel)
                                .collect(Collectors.joining(" "))
                        + (command.subcommands().isEmpty()
                                ? ""
                                : command.usageMessage().synopsisSubcommandLabel()))
                .strip());
        examples();
        section("DESCRIPTION");
        Stream.of(command.usageMessage().description())
                .forEach(text -> line(text.isEmpty() ? ".PP" : escaped(plain(text))));
        parameters();
        options();
        subcommands();
        exitCodes();
        seeAlso();
    }

    private String summary() {
        String first = plain(command.usageMessage().description()[0]);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }

    /** A line each, as they are. */
    private void examples() {
        section("EXAMPLES");
        line(".nf");
        Example.of(command).forEach(example -> line(escaped(example.line())));
        line(".fi");
    }

    private void parameters() {
        command.positionalParameters().forEach(parameter -> {
            line(".TP");
            line(".I " + escaped(parameter.paramLabel()));
            line(escaped(plain(String.join(" ", parameter.description()))));
        });
    }

    private void options() {
        section("OPTIONS");
        for (OptionSpec option : command.options()) {
            if (!option.hidden()) {
                line(".TP");
                line(".B " + escaped(String.join(", ", option.names()))
                        + (option.arity().max() > 0 ? " " + escaped(option.paramLabel()) : ""));
                line(escaped(plain(String.join(" ", option.description()))));
            }
        }
    }

    private void subcommands() {
        if (!command.subcommands().isEmpty()) {
            section("COMMANDS");
            below().forEach(spec -> {
                line(".TP");
                line(".B " + escaped(spec.name()));
                line(escaped(plain(spec.usageMessage().description()[0])));
            });
        }
    }

    /** The footer of commands that end with more than 0 and 2: a heading, then a code and its meaning a line. */
    private void exitCodes() {
        List<String> lines = Stream.of(command.usageMessage().footer())
                .filter(text -> text.startsWith("  "))
                .toList();
        if (!lines.isEmpty()) {
            section("EXIT STATUS");
            lines.forEach(text -> {
                String[] parts = text.strip().split("\\s+", 2);
                line(".TP");
                line(".B " + parts[0]);
                line(escaped(parts[1]));
            });
        }
    }

    private void seeAlso() {
        List<String> others = Stream.concat(Stream.ofNullable(command.parent()), below().stream())
                .map(spec -> ".BR " + escaped(name(spec)) + " (1)")
                .toList();
        if (!others.isEmpty()) {
            section("SEE ALSO");
            line(String.join(",\n", others));
        }
    }

    private List<CommandSpec> below() {
        return command.subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .distinct()
                .filter(below -> !below.usageMessage().hidden())
                .toList();
    }

    private void section(String title) {
        line(".SH " + title);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String plain(String text) {
        return text.replace("%%", "%").replace("%n", " ");
    }

    /** A dot or quote at its beginning would make a line a macro; a hyphen would not be one that can be copied. */
    private static String escaped(String text) {
        String safe = text.replace("\\", "\\e").replace("-", "\\-");
        return safe.startsWith(".") || safe.startsWith("'") ? "\\&" + safe : safe;
    }
}
