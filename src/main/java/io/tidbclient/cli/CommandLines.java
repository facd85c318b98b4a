package io.tidbclient.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.tidbclient.config.Quoted;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/**
 * Makes the command line out of the command tree: options from settings, errors reported in one sentence, exit codes.
 */
@ApplicationScoped
class CommandLines {
    /** Of what is made for documentation; {@link HelpPrinter} has the terminal's. */
    private static final int WIDTH = 100;

    @Produces
    @ApplicationScoped
    CommandLine commandLine(
            @TopCommand CommandTree tree,
            IFactory factory,
            CliExceptionHandler exceptionHandler,
            OutputCheckStrategy strategy,
            @CommandLineArguments String[] arguments) {
        CommandLine root = new CommandLine(tree, factory);
        root.setParameterExceptionHandler(exceptionHandler)
                .setExecutionExceptionHandler(exceptionHandler)
                .setExecutionStrategy(strategy);
        CommandPrescan prescan = new CommandPrescan(List.of(arguments));
        add(root, prescan::mayShow);
        SettingOptions.install(root, prescan);
        return root;
    }

    /** Makes the commands that the one at the top names and that were not made yet. */
    static void addAll(CommandLine root) {
        add(root, name -> true);
    }

    private static void add(CommandLine root, Predicate<String> wanted) {
        if (root.getCommandSpec().userObject() instanceof CommandTree tree) {
            Map<String, CommandLine> made = Map.copyOf(root.getSubcommands());
            made.keySet().forEach(root.getCommandSpec()::removeSubcommand);
            for (Class<?> type : tree.commands()) {
                String name = type.getAnnotation(Command.class).name();
                if (made.containsKey(name)) {
                    root.addSubcommand(name, made.get(name));
                } else if (wanted.test(name)) {
                    root.addSubcommand(name, type);
                }
            }
        }
        // After they are added: each of these is handed down to those that are there.
        layOut(root)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(root.getParameterExceptionHandler())
                .setExecutionExceptionHandler(root.getExecutionExceptionHandler())
                .setExecutionStrategy(root.getExecutionStrategy());
        nameNumbers(root);
        layOut(root, exitCodes());
    }

    /** Picocli's messages have the types of Java. */
    private static void nameNumbers(CommandLine command) {
        command.registerConverter(int.class, text -> number(text, Integer::valueOf, "a whole number"))
                .registerConverter(Integer.class, text -> number(text, Integer::valueOf, "a whole number"))
                .registerConverter(Long.class, text -> number(text, Long::valueOf, "a whole number"))
                .registerConverter(double.class, text -> number(text, Double::valueOf, "a number"));
    }

    private static <N> N number(String text, Function<String, N> parse, String what) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException(
                    Quoted.of(text) + (text.matches("[+-]?[0-9]+") ? " is out of range" : " is not " + what));
        }
    }

    /** Has help printed as {@link CommandHelp} does. */
    static CommandLine layOut(CommandLine command) {
        return command.setHelpFactory(CommandHelp::new)
                .setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    /** Options in the order of the catalogue, and a synopsis that leaves them to the list below it. */
    private static void layOut(CommandLine command, String[] exitCodes) {
        command.getCommandSpec().usageMessage().abbreviateSynopsis(true).sortOptions(false);
        if (command.getCommandSpec().userObject() instanceof SettingsCommand) {
            command.getCommandSpec().usageMessage().footer(exitCodes);
        }
        command.getSubcommands().values().forEach(below -> layOut(below, exitCodes));
    }

    private static String[] exitCodes() {
        List<String> lines = new ArrayList<>(List.of("", "Exit codes:"));
        Arrays.stream(ExitCode.values())
                .map(exit -> "  %-4d %s".formatted(exit.code(), exit.meaning()))
                .forEach(lines::add);
        return lines.toArray(String[]::new);
    }
}
