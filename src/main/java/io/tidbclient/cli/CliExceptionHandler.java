package io.tidbclient.cli;

import io.tidbclient.check.report.ReportException;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.Nearest;
import org.jboss.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jakarta.enterprise.context.ApplicationScoped;

/** Reports the user's errors and internal ones: one sentence on stderr, the right exit code, no stack trace. */
@ApplicationScoped
class CliExceptionHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.cli");

    private static final String NO_PASSWORD_VALUE =
            "-p/--password takes no value, since the process list would show it; it asks for the password, or use"
                    + " --password-file, --password-stdin or TIDB_PASSWORD.";

    private final ProcessEnvironment environment;
    private final ConsoleLog log;

    CliExceptionHandler(ProcessEnvironment environment, ConsoleLog log) {
        this.environment = environment;
        this.log = log;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        TypedSecrets typed = TypedSecrets.in(List.of(arguments));
        report(sentence(mistake, arguments, typed), typed);
        environment
                .err()
                .println("Try '" + mistake.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult result) {
        TypedSecrets typed = TypedSecrets.in(result.originalArgs());
        if (thrown instanceof ConfigException || thrown instanceof ReportException) {
            LOG.debug("What was given is wrong", thrown);
            report(thrown.getMessage(), typed);
            return ExitCode.USAGE.code();
        }
        LOG.debug("The command failed", thrown);
        report("internal error: " + thrown + ". Run it again with --log-level debug and report what it prints.", typed);
        return ExitCode.DEFECT.code();
    }

    private void report(String sentence, TypedSecrets typed) {
        log.drain();
        typed.hide(sentence).lines().forEach(line -> environment.err().println("tidb-client: " + line));
    }

    private static String sentence(ParameterException mistake, String[] arguments, TypedSecrets typed) {
        if (Arrays.stream(arguments).anyMatch(CliExceptionHandler::isPasswordInArgument)) {
            return NO_PASSWORD_VALUE;
        }
        return switch (mistake) {
            case UnmatchedArgumentException unknown -> unknown(unknown, typed, List.of(arguments));
            case MissingParameterException missing
            when !missing.getMissing().isEmpty() && missing.getMissing().getFirst() instanceof OptionSpec option ->
                names(option) + " needs a value: " + option.paramLabel() + ".";
            case OverwrittenOptionException twice
            when twice.getOverwritten() instanceof OptionSpec option ->
                names(option) + " is given more than once; give it once.";
            default -> mistake.getMessage() + ".";
        };
    }

    private static String unknown(UnmatchedArgumentException mistake, TypedSecrets typed, List<String> arguments) {
        String argument = mistake.getUnmatched().getFirst();
        CommandSpec command = mistake.getCommandLine().getCommandSpec();
        CommandLines.addAll(command.root().commandLine());
        if (typed.isBehindOption(argument)) {
            return NO_PASSWORD_VALUE;
        }
        if (typed.has(argument) || argument.contains("://")) {
            return "A connection string is no command; give the server with --url or -H, and a password in it with"
                    + " DATABASE_URL or TIDB_PASSWORD.";
        }
        Optional<String> instead = new UnmatchedArgument(argument, command, arguments)
                .remedy()
                .or(() -> OtherClients.instead(argument, command.parent() == null));
        if (instead.isPresent()) {
            return instead.get();
        }
        if (!argument.startsWith("-")) {
            return "'" + argument + "' is not a command of " + command.qualifiedName() + "."
                    + nearest(argument, subcommands(command));
        }
        String name = argument.split("=", 2)[0];
        return "Unknown option '" + name + "'."
                + below(command, name, arguments).orElseGet(() -> nearest(name, options(command)));
    }

    /** Where an option belongs that the commands below this one have; empty when none has it. */
    private static Optional<String> below(CommandSpec command, String option, List<String> arguments) {
        if (command.subcommands().isEmpty()) {
            return Optional.empty();
        }
        SettingOptions.install(command.root().commandLine());
        return command.subcommands().entrySet().stream()
                .filter(entry -> entry.getValue().getCommandSpec().optionsMap().containsKey(option))
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(name -> !arguments.contains(name)))
                .map(name -> " It belongs behind the command: '" + command.qualifiedName() + " "
                        + (arguments.contains(name) ? name : "COMMAND") + " " + option + " …'.");
    }

    private static String nearest(String word, List<String> known) {
        // Every letter is near to every other one.
        Optional<String> near = word.length() <= 2
                ? Optional.empty()
                : Nearest.to(
                        word,
                        known.stream().filter(name -> beginsLike(word, name)).toList());
        return near.map(name -> " Did you mean '" + name + "'?").orElse("");
    }

    /** A first letter is seldom mistyped: it is there, is the second one, or was left out. */
    private static boolean beginsLike(String word, String name) {
        String typed = word.replaceFirst("^-+", "");
        String meant = name.replaceFirst("^-+", "");
        return !typed.isEmpty()
                && !meant.isEmpty()
                && (typed.charAt(0) == meant.charAt(0)
                        || (typed.length() > 1 && typed.charAt(1) == meant.charAt(0))
                        || meant.endsWith(typed));
    }

    private static List<String> subcommands(CommandSpec command) {
        return List.copyOf(command.subcommands().keySet());
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        command.options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static String names(OptionSpec option) {
        return String.join("/", option.names());
    }

    /** MySQL's own client takes the password this way; the value must not be repeated in a message. */
    private static boolean isPasswordInArgument(String argument) {
        return argument.startsWith("--password=") || (argument.startsWith("-p") && argument.length() > 2);
    }
}
