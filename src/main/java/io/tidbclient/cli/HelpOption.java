package io.tidbclient.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import java.util.List;

/** {@code -h}, which is help here and the host for MySQL's own clients. */
final class HelpOption {
    private static final String OPTION = "-h";
    private static final String HOST = "-H";

    private HelpOption() {}

    /**
     * Refuses a {@code -h} with a value behind it: printing help with success would let a script believe that it has checked a
     * server.
     *
     * @throws ParameterException when a command that connects to a host has got one
     */
    static void refuseValue(ParseResult root) {
        ParseResult last = root;
        while (last.subcommand() != null) {
            last = last.subcommand();
        }
        CommandLine command = last.commandSpec().commandLine();
        boolean help = last.isUsageHelpRequested() || root.isUsageHelpRequested();
        if (help && last.commandSpec().optionsMap().containsKey(HOST) && hasValue(root)) {
            throw new ParameterException(command, "-h is help and takes no value; the host is -H");
        }
    }

    /** A word behind it, {@code -hdb}, or {@code -h=db}; a command's name is none. */
    private static boolean hasValue(ParseResult root) {
        List<String> arguments = root.originalArgs();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean word = i + 1 < arguments.size()
                    && argument.equals(OPTION)
                    && !arguments.get(i + 1).startsWith("-")
                    && !root.commandSpec().subcommands().containsKey(arguments.get(i + 1));
            if (word || (argument.startsWith(OPTION) && isAttachedHost(argument.substring(OPTION.length()), root))) {
                return true;
            }
        }
        return false;
    }

    /** Letters behind it may be a cluster of flags. */
    private static boolean isAttachedHost(String rest, ParseResult root) {
        return !rest.isEmpty()
                && !rest.chars().allMatch(c -> root.commandSpec().optionsMap().containsKey("-" + (char) c));
    }
}
