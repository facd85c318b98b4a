package io.tidbclient.docs;

import io.tidbclient.testing.ScratchFolder;
import io.tidbclient.testing.ToolCommand;
import io.tidbclient.testing.ToolRun;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A block of a page with commands ({@code $ …}) and what each prints on standard output, to be compared with numbers left
 * out. A line {@code …} stands for any number of lines.
 *
 * @param page where it stands
 * @param place the page and the line
 * @param server what the commands need: {@code none}, {@code tidb}, or {@code sandbox} and its options
 * @param commands as a shell reads them
 * @param outputs of each command, the lines it prints
 */
record Example(
        MarkdownPage page, String place, List<String> server, List<String> commands, List<List<String>> outputs) {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String SEPARATOR = "\u001e";
    private static final String ADDRESS = "127.0.0.1:4000";
    private static final String MARK = "run: ";
    private static final String FILE = "file: ";

    Example {
        server = List.copyOf(server);
        commands = List.copyOf(commands);
        outputs = List.copyOf(outputs);
    }

    /** Those of all pages that need such a server. */
    static List<Example> on(String server) {
        List<Example> examples = new ArrayList<>();
        for (MarkdownPage page : MarkdownPage.all()) {
            for (MarkdownPage.Block block : page.blocks()) {
                block.mark()
                        .filter(mark -> mark.startsWith(MARK))
                        .map(mark -> List.of(mark.substring(MARK.length()).split(" +")))
                        .filter(words -> words.getFirst().equals(server))
                        .map(words -> read(page, words, block))
                        .ifPresent(examples::add);
            }
        }
        return examples;
    }

    private static Example read(MarkdownPage page, List<String> server, MarkdownPage.Block block) {
        String place = page.path() + ":" + block.line();
        List<String> commands = new ArrayList<>();
        List<List<String>> outputs = new ArrayList<>();
        for (String line : block.text()) {
            if (line.startsWith("$ ")) {
                commands.add(line.substring(2));
                outputs.add(new ArrayList<>());
            } else if (!commands.isEmpty() && commands.getLast().endsWith("\\")) {
                commands.add(commands.removeLast() + "\n" + line);
            } else if (commands.isEmpty()) {
                throw new IllegalStateException(place + ": the block does not begin with a command ($ …)");
            } else {
                outputs.getLast().add(line);
            }
        }
        return new Example(page, place, server, commands, outputs);
    }

    /** Runs it with the server at {@code address} in place of 127.0.0.1:4000. */
    void run(String address) {
        try (ScratchFolder folder = folder(page)) {
            String script = commands.stream()
                            .map(command -> "(exit $status)\n" + command.replace(ADDRESS, address)
                                    + "\nstatus=$?; printf '\\036'\n")
                            .collect(Collectors.joining("", "status=0\n", ""))
                    + "exit 0\n";
            ToolRun run = shell(
                    folder, script, Map.of("TIDB_HOST", address, "TIDB_USER", "root", "TIDB_NO_PASSWORD", "true"));
            String[] printed = run.stdout().split(SEPARATOR, -1);
            assertThat(printed).as(place + "\n" + run).hasSize(commands.size() + 1);
            for (int at = 0; at < commands.size(); at++) {
                assertThat(Masked.difference(
                                outputs.get(at), printed[at].lines().toList()))
                        .as("%s: $ %s%n%s", place, commands.get(at), run)
                        .isEmpty();
            }
        }
    }

    /**
     * A folder with the tool on the path as {@code tidb-client}, the project's docs and examples beside it, and the files
     * that the page shows ({@code <!-- file: NAME -->}).
     */
    static ScratchFolder folder(MarkdownPage page) {
        ScratchFolder folder = ScratchFolder.create("docs");
        try {
            String program = ToolCommand.built().program().stream()
                    .map(word -> "'" + word + "'")
                    .collect(Collectors.joining(" "));
            Path tool = folder.folder("bin").resolve("tidb-client");
            Files.writeString(tool, "#!/bin/sh\nexec " + program + " \"$@\"\n");
            assertThat(tool.toFile().setExecutable(true)).isTrue();
            Files.createSymbolicLink(folder.path().resolve("tidb-client"), tool);
            for (String shared : List.of("docs", "examples")) {
                Files.createSymbolicLink(
                        folder.path().resolve(shared), Path.of(shared).toAbsolutePath());
            }
            for (MarkdownPage.Block block : page.blocks()) {
                if (block.mark().orElse("").startsWith(FILE)) {
                    folder.file(
                            block.mark().orElseThrow().substring(FILE.length()),
                            String.join("\n", block.text()) + "\n");
                }
            }
            return folder;
        } catch (IOException e) {
            folder.close();
            throw new UncheckedIOException("no folder for " + page.path(), e);
        }
    }

    static ToolRun shell(ScratchFolder folder, String script, Map<String, String> environment) {
        Path root = folder.path();
        ToolCommand shell = ToolCommand.of(
                        List.of("bash", "-c"), "cd '" + root + "' && PATH='" + root + "/bin':$PATH\n" + script)
                .with("XDG_CONFIG_HOME", "/nonexistent");
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            shell = shell.with(variable.getKey(), variable.getValue());
        }
        return shell.run(LIMIT);
    }
}
