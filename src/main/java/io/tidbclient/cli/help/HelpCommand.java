package io.tidbclient.cli.help;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.HelpPrinter;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingOptions;
import io.tidbclient.cli.completion.Candidate;
import io.tidbclient.cli.completion.CompletesParameters;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Help by name. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an overview, or the help of a command.",
            "",
            "'help options' lists every setting with its options, its variable and its key in the YAML file."
        })
public class HelpCommand implements Callable<Integer>, CompletesParameters {
    private static final String OPTIONS = "options";

    private final ProcessEnvironment environment;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command, and one below it; or 'options'.")
    List<String> words = new ArrayList<>();

    HelpCommand(ProcessEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public List<Candidate> candidates() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            command = command.getSubcommands().get(word);
            if (command == null) {
                return List.of();
            }
        }
        Stream<String> names = names(command).stream();
        return (words.isEmpty() ? Stream.concat(names, Stream.of(OPTIONS)) : names)
                .map(name -> new Candidate(name, "help"))
                .toList();
    }

    @Override
    public Integer call() {
        HelpPrinter printer = new HelpPrinter(environment);
        if (words.isEmpty()) {
            printer.overview();
        } else if (words.equals(List.of(OPTIONS))) {
            printer.settings();
        } else {
            printer.usage(command());
        }
        return ExitCode.OK.code();
    }

    private CommandLine command() {
        CommandLine command = spec.root().commandLine();
        for (String word : words) {
            CommandLine below = command.getSubcommands().get(word);
            if (below == null) {
                // Those that the arguments do not name do not exist yet.
                SettingOptions.install(spec.root().commandLine());
                throw new ConfigException(Quoted.of(word) + " is not a command of "
                        + command.getCommandSpec().qualifiedName() + nearest(command, word));
            }
            command = below;
        }
        return command;
    }

    private static String nearest(CommandLine command, String word) {
        List<String> known = names(command);
        return known.isEmpty()
                ? "; it has none."
                : Nearest.suggestion(word, known, "it has " + String.join(", ", known) + ".");
    }

    private static List<String> names(CommandLine command) {
        return command.getSubcommands().values().stream()
                .distinct()
                .map(CommandLine::getCommandSpec)
                .filter(below -> !below.usageMessage().hidden())
                .map(CommandSpec::name)
                .toList();
    }
}
