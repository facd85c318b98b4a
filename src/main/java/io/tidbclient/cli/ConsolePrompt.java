package io.tidbclient.cli;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.PasswordPrompt;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.output.terminal.StandardStreams;

import java.io.Console;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/** Asks on the process's terminal, if it has one. */
final class ConsolePrompt implements PasswordPrompt {
    @Override
    public boolean available() {
        // From JDK 22 on there is a console also where standard input is a pipe.
        return StandardStreams.inIsTerminal();
    }

    @Override
    public Secret ask(String user, ServerAddress target) {
        Console console = System.console();
        AtomicReference<char[]> read = new AtomicReference<>();
        EarlySignals.duringPrompt(() -> read.set(console.readPassword("Password of %s at %s: ", user, target)));
        char[] typed = read.get();
        if (typed == null) {
            throw new ConfigException("No password was typed; use --no-password for the empty one.");
        }
        Secret secret = Secret.of(String.valueOf(typed));
        Arrays.fill(typed, '\0');
        return secret;
    }
}
