package io.tidbclient.cli;

import io.quarkus.runtime.ImageMode;
import io.tidbclient.connection.Driver;
import picocli.CommandLine.IVersionProvider;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import jakarta.enterprise.context.ApplicationScoped;

/** What {@code --version} prints, and what a report says it was made by. */
@ApplicationScoped
public class VersionText implements IVersionProvider {
    private static final List<String> NAMES = List.of("-V", "--version", "version");

    /** Read when the class is: in a native binary while that is built. */
    private static final Properties BUILD = build();

    /** Whether these arguments ask for the version and for nothing else. */
    public static boolean isAskedFor(List<String> arguments) {
        return arguments.size() == 1 && NAMES.contains(arguments.getFirst());
    }

    /**
     * Prints it.
     *
     * @return the exit code
     */
    public static int print() {
        ProcessEnvironment environment = new ProcessEnvironment();
        environment.out().println(line());
        return OutputCheckStrategy.reportIncomplete(environment, List.of(), ExitCode.OK.code());
    }

    /** The version alone, {@code 0.1.0} for example. */
    public String version() {
        return BUILD.getProperty("version");
    }

    /** The version, the commit it was built from, whether it is a native binary, and the driver's release. */
    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** The line. */
    public static String line() {
        return "tidb-client %s (commit %s%s, %s, %s)"
                .formatted(
                        BUILD.getProperty("version"),
                        BUILD.getProperty("commit"),
                        Boolean.parseBoolean(BUILD.getProperty("dirty")) ? " with changes" : "",
                        kind(),
                        Driver.RELEASE);
    }

    private static String kind() {
        return ImageMode.current() == ImageMode.JVM
                ? "Java " + Runtime.version().feature()
                : "native";
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream file =
                Objects.requireNonNull(VersionText.class.getResourceAsStream("build.properties"), "build.properties")) {
            build.load(file);
            return build;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
