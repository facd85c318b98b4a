package io.tidbclient.fault;

import io.tidbclient.testing.ToolCommand;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A folder on a file system that the tool's process sees mounted read-only, in a namespace of its own. */
final class ReadOnlyFolder {
    static final String MISSING =
            "no read-only file system to test with: it takes unshare of util-linux, and namespaces for users";

    private static final Duration AT_ONCE = Duration.ofSeconds(10);
    private static final String MOUNTED =
            "mount --bind \"$0\" \"$0\" && mount -o remount,bind,ro \"$0\" && exec \"$@\"";
    private static final boolean POSSIBLE = isPossible();

    private ReadOnlyFolder() {}

    static boolean possible() {
        return POSSIBLE;
    }

    private static boolean isPossible() {
        try {
            return ToolCommand.of(start(Path.of("/tmp")), "true").run(AT_ONCE).exitCode() == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** What comes before the program that sees it. */
    static List<String> start(Path folder) {
        return List.of("unshare", "--map-root-user", "--mount", "sh", "-c", MOUNTED, folder.toString());
    }
}
