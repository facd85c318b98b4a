package io.tidbclient.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import jakarta.enterprise.context.ApplicationScoped;

/** The process's environment, directories and streams: what commands may know of the machine they run on. */
@ApplicationScoped
public class Surroundings {
    /** The environment variables. */
    public Map<String, String> environment() {
        return System.getenv();
    }

    /** Where relative paths begin; absolute. */
    public Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }

    /** What {@code ~} stands for; absolute. */
    public Path homeDirectory() {
        return Path.of(System.getProperty("user.home", "/")).toAbsolutePath();
    }

    /** For results, and only for results. */
    public PrintStream out() {
        return System.out;
    }

    /** For messages, progress, logs and prompts. */
    public PrintStream err() {
        return System.err;
    }

    /** What a password may be read from. */
    public InputStream in() {
        return System.in;
    }
}
