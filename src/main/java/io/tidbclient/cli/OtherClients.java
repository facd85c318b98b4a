package io.tidbclient.cli;

import java.util.Map;
import java.util.Optional;

/** Words and options of MySQL's own clients and of similar tools, and what this tool has in their place. */
final class OtherClients {
    private static final String NO_STATEMENTS =
            "This tool sends no statements of its users; use a SQL client, or a scenario ('tidb-client run').";

    private static final Map<String, String> OPTIONS = Map.of(
            "-D",
            "Unknown option '-D'; use -d DATABASE.",
            "-e",
            NO_STATEMENTS,
            "--execute",
            NO_STATEMENTS,
            "--ssl",
            "Unknown option '--ssl'; use --ssl-mode=required.",
            "--skip-ssl",
            "Unknown option '--skip-ssl'; use --ssl-mode=disabled.");

    private static final Map<String, String> WORDS = Map.of(
            "ping",
                    "'ping' is not a command; 'tidb-client wait' waits until the server answers, 'check' checks it once.",
            "status", "'status' is not a command; use 'tidb-client check' for a server, 'imports list' for imports.",
            "top", "'top' is not a command; 'tidb-client imports watch' follows the imports.");

    private static final String PORT = "[1-9]\\d{0,4}";

    private OtherClients() {}

    /**
     * What to use instead of an option or a command of the tool's own that does not exist.
     *
     * @param top whether the command at the top was called, whose words are commands
     */
    static Optional<String> instead(String argument, boolean top) {
        String name = argument.split("=", 2)[0];
        if (OPTIONS.containsKey(name)) {
            return Optional.of(OPTIONS.get(name));
        }
        if (top && argument.matches(PORT)) {
            return Optional.of("'" + argument + "' is not a command; a port goes to -P or HOST:PORT.");
        }
        return top ? Optional.ofNullable(WORDS.get(argument)) : Optional.empty();
    }
}
