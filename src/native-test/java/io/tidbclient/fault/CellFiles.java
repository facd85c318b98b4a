package io.tidbclient.fault;

import io.tidbclient.testing.ScratchFolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder of a cell: the script of {@code run}, and the files that the tool writes. */
final class CellFiles implements AutoCloseable {
    /** In arguments: the script. */
    static final String SCRIPT = "SCRIPT";
    /** In arguments: the folder. */
    static final String FOLDER = "FOLDER";

    private static final String SCRIPT_TEXT = """
            scenario: two inserts and a change of the table
            setup: CREATE TABLE t (id INT PRIMARY KEY)
            sessions: [a, b]
            steps:
              - a: INSERT INTO t VALUES (1)
              - b: INSERT INTO t VALUES (2)
              - a: ALTER TABLE t ADD COLUMN note INT
            step-limit: 3s
            """;

    private final ScratchFolder folder = ScratchFolder.create("fault-");
    private final Path script = folder.file("script.yaml", SCRIPT_TEXT);

    /** The arguments with the paths of this cell. */
    List<String> resolve(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.equals(SCRIPT)
                        ? script.toString()
                        : argument.replace(FOLDER, folder.path().toString()))
                .toList();
    }

    Path path() {
        return folder.path();
    }

    /** Files that the tool has begun and not ended: each of its files ends with a line break. */
    List<String> halfWritten() {
        try (Stream<Path> all = Files.list(folder.path())) {
            List<String> found = new ArrayList<>();
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (!text.isEmpty() && !text.endsWith("\n")) {
                    found.add("half-written file " + file.getFileName() + ", which ends with "
                            + text.substring(Math.max(0, text.length() - 60)));
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
