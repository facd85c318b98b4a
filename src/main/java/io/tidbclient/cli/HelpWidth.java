package io.tidbclient.cli;

import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.terminal.TerminalSize;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** How wide help is: as the terminal that it goes to, within what can be read. */
final class HelpWidth {
    /** Less has no room for an option beside its description. */
    static final int LEAST = 55;

    /** Longer lines are hard to read. */
    static final int MOST = 120;

    private static final int USUAL = 80;

    private HelpWidth() {}

    /** The width here: that of the variable {@code COLUMNS}, else of the terminal on standard output, else 80. */
    static int of(Map<String, String> environment) {
        return of(
                environment,
                () -> StandardStreams.outIsTerminal()
                        ? TerminalSize.ofControllingTerminal().get().columns()
                        : USUAL);
    }

    /** @param otherwise the width without a usable {@code COLUMNS} */
    static int of(Map<String, String> environment, IntSupplier otherwise) {
        return Math.clamp(columns(environment).orElseGet(otherwise), LEAST, MOST);
    }

    private static OptionalInt columns(Map<String, String> environment) {
        String text = environment.getOrDefault("COLUMNS", "");
        return text.matches("[1-9]\\d{0,8}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
