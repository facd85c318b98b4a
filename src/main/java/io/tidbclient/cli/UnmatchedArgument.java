package io.tidbclient.cli;

import io.tidbclient.config.RunOptions;
import picocli.CommandLine.Model.CommandSpec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An argument that its command does not take, where the command line shows what was meant.
 *
 * @param argument as typed
 * @param command the command
 * @param all the command line
 */
record UnmatchedArgument(String argument, CommandSpec command, List<String> all) {
    private static final String TIME = "-t";
    private static final Pattern ATTACHED = Pattern.compile("-t(\\d+\\w*)");
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final Pattern DURATION = Pattern.compile("\\d+\\w*");

    UnmatchedArgument {
        all = List.copyOf(all);
    }

    /** What to type instead; empty when nothing shows it. */
    Optional<String> remedy() {
        return unquotedStatement().or(this::timeout);
    }

    /** {@code imports start IMPORT INTO …}, which a shell hands on word by word. */
    private Optional<String> unquotedStatement() {
        int at = all.indexOf(argument);
        return argument.equalsIgnoreCase("into") && at > 0 && all.get(at - 1).equalsIgnoreCase("import")
                ? Optional.of("The statement is one argument; put it into quotes: '" + command.qualifiedName()
                        + " \"IMPORT INTO … FROM '…'\"'.")
                : Optional.empty();
    }

    /** {@code wait -t 5}, by a user of the check. */
    private Optional<String> timeout() {
        String option = RunOptions.TIMEOUT.options().getFirst();
        return command.optionsMap().containsKey(option) && !command.optionsMap().containsKey(TIME)
                ? time().map(value -> "Unknown option '-t'. Did you mean '" + option + " " + value + "'?")
                : Optional.empty();
    }

    private Optional<String> time() {
        Matcher attached = ATTACHED.matcher(argument);
        if (attached.matches()) {
            return Optional.of(withUnit(attached.group(1)));
        }
        if (!argument.equals(TIME)) {
            return Optional.empty();
        }
        int next = all.indexOf(TIME) + 1;
        return next < all.size() && DURATION.matcher(all.get(next)).matches()
                ? Optional.of(withUnit(all.get(next)))
                : Optional.of("DURATION");
    }

    private static String withUnit(String value) {
        return SECONDS.matcher(value).matches() ? value + "s" : value;
    }
}
