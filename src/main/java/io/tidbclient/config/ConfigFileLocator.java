package io.tidbclient.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the YAML file when none is named. */
final class ConfigFileLocator {
    /** The file's name in the working directory. */
    static final String LOCAL_NAME = "tidb-client.yaml";

    private final Invocation invocation;

    ConfigFileLocator(Invocation invocation) {
        this.invocation = invocation;
    }

    /** The first that exists; one that cannot be read is found as well, so that it is reported. */
    Optional<Path> find() {
        return Stream.of(local(), userDirectory().resolve("tidb-client").resolve("config.yaml"))
                .filter(Files::exists)
                .findFirst();
    }

    /** Whether that is the one in the working directory. */
    boolean findsLocal() {
        return Files.exists(local());
    }

    private Path local() {
        return invocation.workingDirectory().resolve(LOCAL_NAME);
    }

    private Path userDirectory() {
        // A relative one is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/.
        return Optional.ofNullable(invocation.environment().get("XDG_CONFIG_HOME"))
                .filter(name -> !name.isEmpty())
                .map(Values::path)
                .filter(Path::isAbsolute)
                .orElseGet(() -> invocation.homeDirectory().resolve(".config"));
    }
}
