package io.tidbclient.cli;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which commands an invocation may call, seen before it is parsed. A command that it does not call need not be made: making
 * all of them takes longer than all else at the start.
 *
 * @param arguments the command line
 */
record CalledCommands(List<String> arguments) {
    CalledCommands {
        arguments = List.copyOf(arguments);
    }

    /** Whether this one may be called. An argument file may name any. */
    boolean mayCall(String name) {
        return arguments.contains(name) || any(argument -> argument.startsWith("@"));
    }

    /** Whether this one may be called or listed in a help: {@code -h} may stand in a cluster like {@code -qh}. */
    boolean mayShow(String name) {
        return mayCall(name) || any(argument -> argument.matches("--help|-[^-]*h.*"));
    }

    private boolean any(Predicate<String> condition) {
        return arguments.stream().anyMatch(condition);
    }
}
