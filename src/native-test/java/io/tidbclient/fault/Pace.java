package io.tidbclient.fault;

import io.tidbclient.testing.ToolCommand;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The time limits of cells: short, since most cells wait for one, and longer where each command starts a JVM.
 *
 * @param factor 1 for the native binary
 */
record Pace(int factor) {
    private static final int ON_THE_JVM = 5;
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration CELL = Duration.ofSeconds(40);

    /** That of the tool as it is built. */
    static Pace ofBuild() {
        return new Pace(ToolCommand.built().program().size() == 1 ? 1 : ON_THE_JVM);
    }

    /** The same for a server that needs longer for its answers. */
    Pace times(int slower) {
        return new Pace(factor * slower);
    }

    /** How long a command may run. */
    Duration cell() {
        return CELL.multipliedBy(factor);
    }

    /** Of the value of {@code --connect-timeout} and {@code --read-timeout}. */
    String answer() {
        return ANSWER.multipliedBy(factor).toMillis() + "ms";
    }

    /** The same as messages have it. */
    String answerInMessages() {
        return ANSWER.multipliedBy(factor).toSeconds() + " s";
    }

    /** The arguments with longer values of {@code --timeout}, in seconds. */
    List<String> paced(List<String> arguments) {
        List<String> paced = new ArrayList<>();
        for (String argument : arguments) {
            boolean limit = !paced.isEmpty() && paced.getLast().equals("--timeout");
            paced.add(limit ? Integer.parseInt(argument.replace("s", "")) * factor + "s" : argument);
        }
        return paced;
    }
}
