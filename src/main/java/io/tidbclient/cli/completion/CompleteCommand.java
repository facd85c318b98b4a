package io.tidbclient.cli.completion;

import io.tidbclient.cli.ExitCode;
import io.tidbclient.cli.LogSetup;
import io.tidbclient.cli.ProcessEnvironment;
import io.tidbclient.cli.SettingOptions;
import io.tidbclient.cli.SettingsReader;
import io.tidbclient.config.CommandSettings;
import io.tidbclient.config.ConfigurationOptions;
import io.tidbclient.config.SettingsResolver;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * What the completion scripts ask: reads a command line up to the cursor from standard input, and prints the values
 * that may stand there, one a line. Standard input, since what is being typed is private, and the process list is
 * everybody's. Whatever goes wrong, it prints nothing.
 */
@Command(
        name = "complete",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Prints the values that may stand at the end of the command line on standard input; for scripts.")
public class CompleteCommand implements Callable<Integer> {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.cli");

    /** More than any command line. */
    private static final int MOST_BYTES = 1 << 20;

    /** A shell would see a command or a pattern in anything else, and profiles come from whichever folder one is in. */
    private static final Pattern HARMLESS = Pattern.compile("[\\p{L}\\p{N}_.@/+-]+");

    private final ProcessEnvironment environment;
    private final SettingsReader reader;
    private final LogSetup logSetup;

    @Spec
    CommandSpec spec;

    CompleteCommand(ProcessEnvironment environment, SettingsReader reader, LogSetup logSetup) {
        this.environment = environment;
        this.reader = reader;
        this.logSetup = logSetup;
    }

    @Override
    public Integer call() {
        logSetup.silence();
        try {
            answer(CommandWords.of(line()));
        } catch (RuntimeException e) {
            LOG.debug("There is nothing to complete with", e);
        }
        return ExitCode.OK.code();
    }

    private String line() {
        try {
            String line = new String(environment.in().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            // fish ends what is typed so far with one, which would end the word, too.
            return line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(CommandWords words) {
        CommandLine root = spec.root().commandLine();
        SettingOptions.install(root);
        collectErrors(root);
        ParseResult typed = root.parseArgs(words.before().toArray(String[]::new));
        while (typed.hasSubcommand()) {
            typed = typed.subcommand();
        }
        CommandSpec command = typed.commandSpec();
        String last = words.last();
        OptionSpec option = words.before().isEmpty()
                ? null
                : command.findOption(words.before().getLast());
        if (last.startsWith("--") && last.contains("=")) {
            option = command.findOption(last.substring(0, last.indexOf('=')));
            last = last.substring(last.indexOf('=') + 1);
        } else if (last.startsWith("-")) {
            return;
        }
        if (option != null && option.arity().min() > 0) {
            if (option.longestName()
                    .equals(ConfigurationOptions.PROFILE.options().getFirst())) {
                print(profiles(), last, Set.of());
            }
        } else if (command.userObject() instanceof CompletesParameters known) {
            Set<String> given = Set.copyOf(typed.matchedPositionals().stream()
                    .flatMap(parameter -> parameter.originalStringValues().stream())
                    .toList());
            print(known.candidates(), last, given);
        }
    }

    /** Profiles of the file that the command would read. */
    private List<Candidate> profiles() {
        return SettingsResolver.profiles(reader.invocation(spec, CommandSettings.EVERYWHERE)).stream()
                .map(name -> new Candidate(name, "profile"))
                .toList();
    }

    private void print(List<Candidate> candidates, String begun, Set<String> given) {
        candidates.stream()
                .filter(candidate -> candidate.value().startsWith(begun))
                .filter(candidate -> !given.contains(candidate.value()))
                .filter(candidate -> HARMLESS.matcher(candidate.value()).matches())
                .forEach(candidate -> environment.out().println(candidate.line()));
    }

    /** A line that is still being typed lacks something nearly always. */
    private static void collectErrors(CommandLine command) {
        command.getCommandSpec().parser().collectErrors(true);
        command.getSubcommands().values().forEach(CompleteCommand::collectErrors);
    }
}
