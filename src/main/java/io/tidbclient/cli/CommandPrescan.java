package io.tidbclient.cli;

import java.util.List;
import java.util.function.Predicate;

/**
 * Determines before parsing which commands an invocation may use, so that the others need not be created: creating all
 * of them dominates the start-up time.
 *
 * @param arguments the command line
 */
record CommandPrescan(List<String> arguments) {
    CommandPrescan {
        arguments = List.copyOf(arguments);
    }

    /** Whether this one may be called. An argument file may name any. */
    boolean mayCall(String name) {
        return arguments.contains(name) || any(argument -> argument.startsWith("@"));
    }

    /** Whether this one may be called or listed in the whole help of the command at the top. */
    boolean mayShow(String name) {
        return mayCall(name) || any(HelpPrinter.ALL::equals);
    }

    private boolean any(Predicate<String> condition) {
        return arguments.stream().anyMatch(condition);
    }
}
