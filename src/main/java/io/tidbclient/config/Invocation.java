package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a command starts from, so that nothing here asks the process itself.
 *
 * @param wanted the command's settings, some perhaps with defaults of their own
 * @param options those the user gave
 * @param environment the process's variables
 * @param workingDirectory absolute; relative paths start here
 * @param homeDirectory absolute; {@code ~/} in a path
 */
public record Invocation(
        List<Setting<?>> wanted,
        List<GivenOption> options,
        Map<String, String> environment,
        Path workingDirectory,
        Path homeDirectory) {
    public Invocation {
        wanted = List.copyOf(wanted);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
        if (!workingDirectory.isAbsolute() || !homeDirectory.isAbsolute()) {
            throw new IllegalArgumentException("the working and home directory must be absolute");
        }
    }

    /** The same for other settings. */
    Invocation wanting(List<Setting<?>> others) {
        return new Invocation(others, options, environment, workingDirectory, homeDirectory);
    }

    /** Without the environment, which holds passwords. */
    @Override
    public String toString() {
        return "Invocation" + options + " in " + workingDirectory;
    }
}
