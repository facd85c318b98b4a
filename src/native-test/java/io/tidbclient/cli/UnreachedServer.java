package io.tidbclient.cli;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxServer;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;

/** A server that listens while the tests of a class run, and to which none of them may open a socket. */
final class UnreachedServer implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
    /** What follows a sentence about an option or a command that does not exist. */
    static final String HINT = "Try 'tidb-client --help'.\n";

    private SandboxServer server;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(server.accepted()).isZero();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
    }

    /** Runs the tool with this server as the host unless the arguments say otherwise. */
    ToolRun run(String... arguments) {
        ToolCommand command = Tool.command(arguments).with("TIDB_HOST", Tool.address(server));
        return command.run(Tool.LIMIT);
    }

    /** The run ended with 2 and printed this sentence, and the hint after it. */
    static void assertMistake(ToolRun run, String sentence, String hint) {
        assertThat(run).isEqualTo(new ToolRun(2, "", "tidb-client: " + sentence + hint));
    }
}
