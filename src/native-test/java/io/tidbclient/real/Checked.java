package io.tidbclient.real;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A finished run of the check and what its report says.
 *
 * @param run exit code and streams
 * @param report the document of {@code -o json}
 */
record Checked(ToolRun run, JsonNode report) {
    /** Longer than any run takes on a machine that does other things as well. */
    static final Duration LIMIT = Duration.ofMinutes(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The check of {@code address} as {@code user}; without a password where that is empty. */
    static ToolCommand command(String address, String user, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of("-H", address, "-u", user));
        if (password.isEmpty()) {
            arguments.add("--no-password");
        }
        arguments.addAll(List.of(more));
        ToolCommand command = ToolCommand.built(arguments.toArray(String[]::new));
        return password.isEmpty() ? command : command.with("TIDB_PASSWORD", password);
    }

    /** Runs {@link #command} to its end and reads its report, which is complete however the check ended. */
    static Checked check(String address, String user, String password, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("-o", "json"));
        return of(command(address, user, password, arguments.toArray(String[]::new))
                .run(LIMIT));
    }

    /** Reads the report of a run with {@code -o json}, or the last line of one with {@code -o ndjson}. */
    static Checked of(ToolRun run) {
        try {
            String document = run.stdout().startsWith("{\"event\"")
                    ? run.stdout().lines().toList().getLast()
                    : run.stdout();
            return new Checked(run, JSON.readTree(document));
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a report\n" + run, e);
        }
    }

    int exitCode() {
        return run.exitCode();
    }

    /** What stands at a JSON pointer; {@code null} as text. */
    String text(String pointer) {
        return at(pointer).asText();
    }

    /** What stands at a JSON pointer; a missing node fails the test, whatever it would have been compared to. */
    JsonNode at(String pointer) {
        JsonNode node = report.at(pointer);
        if (node.isMissingNode()) {
            throw new AssertionError("no " + pointer + " in the report\n" + run);
        }
        return node;
    }

    /** Shows exit code and both streams, for a failed assertion. */
    @Override
    public String toString() {
        return run.toString();
    }
}
