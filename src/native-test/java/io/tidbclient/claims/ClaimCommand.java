package io.tidbclient.claims;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.tidbclient.cli.ServedTool;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the command of a row on a world, and reads what it reports. */
final class ClaimCommand {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration CHANGES_WITHIN = Duration.ofSeconds(30);
    private static final Path FILES = Path.of("src/test/resources/io/tidbclient/claims");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String HISTORY = "history.ndjson";

    private final Path files;

    /** @param files the folder in which each command gets one of its own */
    ClaimCommand(Path files) {
        this.files = files;
    }

    /** Runs a command to its end; of a server, until its API has what {@code expected} says, or half a minute. */
    Observation run(ClaimRow row, World world, String expected) throws IOException {
        Path folder = Files.createTempDirectory(files, "command");
        List<String> words = words(row, world, folder);
        return row.exitCode() < 0 ? served(row, words, expected) : ended(row, words, world, folder);
    }

    private static Observation ended(ClaimRow row, List<String> words, World world, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(words);
        if (!world.address().isEmpty()) {
            arguments.addAll(List.of("-H", world.address(), "-u", world.user(), "--no-password"));
        }
        arguments.addAll(List.of("-o", "json"));
        ToolRun run = ToolCommand.built(arguments.toArray(String[]::new))
                .with("XDG_CONFIG_HOME", "/nonexistent")
                .run(LIMIT);
        JsonNode document = row.schema().startsWith("history/")
                ? lines(row.schema(), folder.resolve(HISTORY))
                : JSON.readTree(run.stdout());
        return new Observation(document, run.exitCode(), arguments + "\n" + run);
    }

    private static Observation served(ClaimRow row, List<String> words, String expected) {
        String path = words.getLast();
        try (ServedTool tool = ServedTool.start("--config", words.get(1))) {
            JsonNode document;
            try {
                document = Awaitility.await()
                        .atMost(CHANGES_WITHIN)
                        .pollInterval(Duration.ofMillis(50))
                        .until(
                                () -> tool.json(path),
                                // Until every target was checked once, the API claims nothing.
                                answer -> checked(tool, row) && ClaimValue.is(answer.at(row.pointer()), expected));
            } catch (ConditionTimeoutException unchanged) {
                document = tool.json(path);
            }
            return new Observation(document, -1, document.toPrettyString());
        }
    }

    private static boolean checked(ServedTool tool, ClaimRow row) {
        return row.pointer().endsWith("/unknown")
                || tool.ask().get("/health/started").statusCode() == 200;
    }

    private static JsonNode lines(String schema, Path history) throws IOException {
        String field = Map.of("operation", "sql", "transaction", "lists", "complete", "history")
                .get(schema.substring(schema.indexOf('/') + 1));
        ArrayNode lines = JSON.createArrayNode();
        for (String line : Files.readAllLines(history)) {
            JsonNode read = JSON.readTree(line);
            if (read.has(field)) {
                lines.add(read);
            }
        }
        return lines;
    }

    private static List<String> words(ClaimRow row, World world, Path folder) throws IOException {
        String command =
                row.command().replace("$HISTORY", folder.resolve(HISTORY).toString());
        for (Map.Entry<String, String> variable : world.variables().entrySet()) {
            command = command.replace("$" + variable.getKey(), variable.getValue());
        }
        List<String> words = new ArrayList<>(Arrays.asList(command.split(" +")));
        if (words.getFirst().equals("check")) {
            words.removeFirst();
        }
        for (int n = 0; n < words.size(); n++) {
            if (words.get(n).startsWith("@")) {
                words.set(n, folder.resolve(words.get(n).substring(1)).toString());
            }
        }
        copyFiles(world, folder);
        return words;
    }

    private static void copyFiles(World world, Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(FILES, "*.yaml")) {
            for (Path file : files) {
                String text = Files.readString(file).replace("$ADDRESS", world.address());
                Files.writeString(folder.resolve(file.getFileName()), text);
            }
        }
    }
}
