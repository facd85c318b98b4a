package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Short ways to run the built tool. */
final class Tool {
    /** Far more than any of these commands takes, also on a machine that has other things to do. */
    static final Duration LIMIT = Duration.ofMinutes(2);

    private Tool() {}

    /** Runs it without any variable and with nothing on standard input. */
    static ToolRun run(String... arguments) {
        return command(arguments).run(LIMIT);
    }

    /** The tool, without the configuration file that a developer may have at home. */
    static ToolCommand command(String... arguments) {
        return ToolCommand.built(arguments).with("XDG_CONFIG_HOME", "/nonexistent");
    }

    /** A check of one server by root without a password, with more arguments. */
    static ToolCommand check(SandboxServer server, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-H", address(server), "-u", "root", "--no-password"));
        all.addAll(List.of(arguments));
        return command(all.toArray(String[]::new));
    }

    /** Where it listens, as {@code -H} takes it. */
    static String address(SandboxServer server) {
        return "127.0.0.1:" + server.port();
    }

    /** The last line, which is the verdict of a check. */
    static String lastLine(String text) {
        return text.lines().reduce("", (before, line) -> line);
    }
}
