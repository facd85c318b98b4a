package io.tidbclient.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder that is deleted with everything in it when closed, or at the latest when the JVM ends. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;
    private final Thread atShutdown;

    private ScratchFolder(Path path) {
        this.path = path;
        this.atShutdown = new Thread(() -> delete(path), "delete " + path.getFileName());
    }

    /** Makes one, with {@code prefix} at the beginning of its name. */
    public static ScratchFolder create(String prefix) {
        try {
            ScratchFolder folder = new ScratchFolder(Files.createTempDirectory(prefix));
            Runtime.getRuntime().addShutdownHook(folder.atShutdown);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A folder in it, made when it is not there yet. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + name + " in " + path, e);
        }
    }

    /** Writes a file in it. */
    public Path file(String name, String content) {
        try {
            return Files.writeString(path.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name + " in " + path, e);
        }
    }

    @Override
    public void close() {
        delete(path);
        ShutdownHooks.remove(atShutdown);
    }

    private static void delete(Path root) {
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException gone) {
            // A server that is just ending removes files of its own; those are not ours to miss.
        } catch (IOException | UncheckedIOException e) {
            System.err.println("left behind: " + root + " (" + e.getMessage() + ")");
        }
    }
}
