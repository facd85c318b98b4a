package io.tidbclient.cli;

import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.quarkus.runtime.annotations.CommandLineArguments;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Makes the command line out of the command tree: options from settings, mistakes told in one sentence, exit codes. */
@ApplicationScoped
class CommandLines {
    private static final int WIDTH = 100;

    @Produces
    @ApplicationScoped
    CommandLine commandLine(
            PicocliCommandLineFactory factory,
            Mistakes mistakes,
            CompleteResults results,
            @CommandLineArguments String[] arguments) {
        CommandLine root = factory.create();
        SettingOptions.install(root, List.of(arguments));
        root.setUsageHelpWidth(WIDTH)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(mistakes)
                .setExecutionExceptionHandler(mistakes)
                .setExecutionStrategy(results);
        layOut(root, exitCodes());
        return root;
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
