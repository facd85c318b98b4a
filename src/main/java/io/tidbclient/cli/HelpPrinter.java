package io.tidbclient.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import java.util.Optional;

/** Prints help, as wide as the terminal. */
public final class HelpPrinter {
    /** The option of the command at the top that asks for what {@code --help} prints of all others. */
    public static final String ALL = "--help-all";

    private static final String WIDTH = "--width";

    private final ProcessEnvironment environment;

    /** @param environment where it is printed to */
    public HelpPrinter(ProcessEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Prints the help that a command line asks for: that of the last command named in it.
     *
     * @return the exit code; empty when it asks for none
     */
    Optional<Integer> answer(ParseResult root) {
        boolean all = root.hasMatchedOption(ALL);
        boolean asked = all || root.isUsageHelpRequested();
        ParseResult last = root;
        while (last.subcommand() != null) {
            last = last.subcommand();
            asked |= last.isUsageHelpRequested();
        }
        if (!asked) {
            return Optional.empty();
        }
        Optional<String> width = askedWidth(root);
        if (!root.hasSubcommand() && !all) {
            environment.out().print(ShortHelp.text(HelpWidth.of(environment.environment(), width)));
        } else {
            usage(last.commandSpec().commandLine(), width);
        }
        return Optional.of(ExitCode.OK.code());
    }

    /** Prints the overview. */
    public void overview() {
        environment.out().print(ShortHelp.text(HelpWidth.of(environment.environment(), Optional.empty())));
    }

    /** Prints every setting there is, with its variable and its key in the YAML file. */
    public void settings() {
        usage(SettingsList.command());
    }

    /** Prints the whole help of one command, the commands below it by name. */
    public void usage(CommandLine command) {
        usage(command, Optional.empty());
    }

    private void usage(CommandLine command, Optional<String> width) {
        command.setUsageHelpWidth(HelpWidth.of(environment.environment(), width));
        environment.out().print(command.getUsageMessage());
    }

    private static Optional<String> askedWidth(ParseResult root) {
        Optional<String> asked = Optional.empty();
        for (ParseResult level = root; level != null; level = level.subcommand()) {
            if (level.hasMatchedOption(WIDTH)) {
                asked = Optional.of(
                        level.matchedOption(WIDTH).originalStringValues().getLast());
            }
        }
        return asked;
    }
}
