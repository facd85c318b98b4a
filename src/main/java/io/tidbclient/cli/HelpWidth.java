package io.tidbclient.cli;

import io.tidbclient.output.terminal.LineWidth;
import io.tidbclient.output.terminal.StandardStreams;
import io.tidbclient.output.terminal.TerminalSize;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** How wide help is: as the terminal that it goes to, within what can be read. */
final class HelpWidth {
    /** Less has no room for an option beside its description. */
    static final int LEAST = 55;

    /** Longer lines are hard to read. */
    static final int MOST = 120;

    private static final int USUAL = 80;
    private static final String COLUMNS = "COLUMNS";
    private static final String VARIABLE = "TIDB_WIDTH";

    private HelpWidth() {}

    /**
     * The width here: what was asked for, by option or by {@code TIDB_WIDTH}, else that of the variable {@code COLUMNS}, else of the terminal on standard output,
     * else 80.
     *
     * @param asked the value of {@code --width}, which a command checks that does more than to print help
     */
    static int of(Map<String, String> environment, Optional<String> asked) {
        return of(
                asked.or(() -> Optional.ofNullable(environment.get(VARIABLE)))
                        .map(width -> Map.of(COLUMNS, width))
                        .orElse(environment),
                () -> StandardStreams.outIsTerminal()
                        ? TerminalSize.ofControllingTerminal().get().columns()
                        : USUAL);
    }

    /** @param otherwise the width without a usable {@code COLUMNS} */
    static int of(Map<String, String> environment, IntSupplier otherwise) {
        return Math.clamp(LineWidth.exported(environment).orElseGet(otherwise), LEAST, MOST);
    }
}
