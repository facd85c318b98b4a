package io.tidbclient.testing;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * A command line of the built tool, to be run as a process of its own.
 *
 * @param program what to start, with the arguments that come before the tool's
 * @param arguments the tool's arguments
 * @param environment variables set beside the inherited ones; inherited {@code TIDB_…} and {@code DATABASE_URL} are taken
 *     away, so that a developer's own settings change no result
 * @param input what is on standard input, followed by its end
 */
public record ToolCommand(List<String> program, List<String> arguments, Map<String, String> environment, String input) {
    public ToolCommand {
        program = List.copyOf(program);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /**
     * The tool as the last build left it, native binary or JVM build; the latter with the flags and the cache of the launcher.
     *
     * @throws IllegalStateException when it is not built
     */
    public static ToolCommand built(String... arguments) {
        Path target = Path.of("target").toAbsolutePath();
        Properties artifact = new Properties();
        // Not simply the binary when it is there: it may be left over from a build before the last.
        try (Reader text = Files.newBufferedReader(target.resolve("quarkus-artifact.properties"))) {
            artifact.load(text);
        } catch (IOException e) {
            throw new IllegalStateException("the tool is not built: run ./mvnw package first", e);
        }
        String path = target.resolve(artifact.getProperty("path")).toString();
        if (artifact.getProperty("type").startsWith("native")) {
            return of(List.of(path), arguments);
        }
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:disable",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        java.addAll(cache(Path.of(path).resolveSibling("app.aot"), Path.of(path).resolveSibling("app-cds.jsa")));
        java.addAll(List.of("-jar", path));
        return of(java, arguments);
    }

    /** The JVM's option for the cache that this release of it can read, where the build made one: a start takes half as long. */
    private static List<String> cache(Path aot, Path sharedArchive) {
        boolean readsAot = Runtime.version().feature() >= 25;
        Path cache = readsAot ? aot : sharedArchive;
        return Files.exists(cache)
                ? List.of((readsAot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + cache)
                : List.of();
    }

    /** Any program, for a launcher script or another client. */
    public static ToolCommand of(List<String> program, String... arguments) {
        return new ToolCommand(program, List.of(arguments), Map.of(), "");
    }

    /** The same with its standard output sent to a file or device, by a shell. */
    public ToolCommand sendingOutputTo(String file) {
        return redirected("> " + file);
    }

    /** The same with its standard error sent to a file or device, by a shell. */
    public ToolCommand sendingMessagesTo(String file) {
        return redirected("2> " + file);
    }

    private ToolCommand redirected(String redirection) {
        List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" " + redirection, "sh"));
        shell.addAll(program);
        return new ToolCommand(shell, arguments, environment, input);
    }

    /** The same with one more variable. */
    public ToolCommand with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new ToolCommand(program, arguments, more, input);
    }

    /** The same with {@code text} on standard input. */
    public ToolCommand withInput(String text) {
        return new ToolCommand(program, arguments, environment, text);
    }

    /** Starts it. */
    public ToolProcess start() {
        return start(Optional.of(input));
    }

    /** Starts it with its standard input left open, for {@link ToolProcess#type}. */
    public ToolProcess startTyping() {
        return start(Optional.empty());
    }

    private ToolProcess start(Optional<String> all) {
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        return ToolProcess.start(command, environment, all);
    }

    /** Starts it and waits for its end; one that takes longer than {@code limit} is killed and fails the test. */
    public ToolRun run(Duration limit) {
        try (ToolProcess process = start()) {
            return process.await(limit);
        }
    }
}
