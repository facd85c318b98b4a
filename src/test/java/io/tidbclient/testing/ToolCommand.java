package io.tidbclient.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
     * The tool as the build left it: the native binary that the system property {@code native.image.path} names when it
     * is there, else the JVM build in {@code target/quarkus-app}.
     *
     * @throws IllegalStateException when neither is built
     */
    public static ToolCommand built(String... arguments) {
        String binary = System.getProperty("native.image.path", "");
        if (!binary.isEmpty() && Files.isExecutable(Path.of(binary))) {
            return of(List.of(binary), arguments);
        }
        Path jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
        if (!Files.exists(jar)) {
            throw new IllegalStateException("the tool is not built: run ./mvnw package first");
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return of(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()), arguments);
    }

    /** Any program, for a launcher script or another client. */
    public static ToolCommand of(List<String> program, String... arguments) {
        return new ToolCommand(program, List.of(arguments), Map.of(), "");
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
        List<String> command = new ArrayList<>(program);
        command.addAll(arguments);
        return ToolProcess.start(command, environment, input);
    }

    /** Starts it and waits for its end; one that takes longer than {@code limit} is killed and fails the test. */
    public Run run(Duration limit) {
        try (ToolProcess process = start()) {
            return process.await(limit);
        }
    }
}
