package io.tidbclient.serve.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Linux has of this process in {@code /proc}. Read here and not through the JVM's management beans, which a native binary
 * lacks in part. A number that cannot be read is NaN.
 *
 * @param proc {@code /proc}
 */
record ProcessFiles(Path proc) {
    /** The kernel's unit for times of processes is a hundredth of a second (USER_HZ) on every architecture in use. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int BYTES_PER_KIB = 1_024;

    /** Positions in {@code stat} after the name, which is in brackets and may contain anything. */
    private static final int USER_TICKS = 11;

    private static final int SYSTEM_TICKS = 12;
    private static final int START_TICKS = 19;

    /** Whether this machine has them. */
    boolean exist() {
        return Files.isReadable(proc.resolve("self/stat"));
    }

    /** Processor time since the process began. */
    double cpuSeconds() {
        return number(() -> {
            List<String> stat = stat();
            return (Long.parseLong(stat.get(USER_TICKS)) + Long.parseLong(stat.get(SYSTEM_TICKS))) / TICKS_PER_SECOND;
        });
    }

    /** When the process began, in Unix time. */
    double startSeconds() {
        return number(() -> {
            double boot = field(proc.resolve("stat"), "btime");
            return boot + Long.parseLong(stat().get(START_TICKS)) / TICKS_PER_SECOND;
        });
    }

    /** Memory of the process that is not swapped out. */
    double residentBytes() {
        return number(() -> field(proc.resolve("self/status"), "VmRSS:") * BYTES_PER_KIB);
    }

    /** Memory that the process has reserved, used or not. */
    double virtualBytes() {
        return number(() -> field(proc.resolve("self/status"), "VmSize:") * BYTES_PER_KIB);
    }

    /** File descriptors in use. */
    double openFiles() {
        return number(() -> {
            try (Stream<Path> files = Files.list(proc.resolve("self/fd"))) {
                // One of them is open for the listing alone.
                return files.count() - 1;
            }
        });
    }

    /** File descriptors that the process may use; infinite when there is no limit. */
    double mostOpenFiles() {
        return number(() -> {
            String[] words = line(proc.resolve("self/limits"), "Max open files").split("\\s+", -1);
            return words[0].equals("unlimited") ? Double.POSITIVE_INFINITY : Long.parseLong(words[0]);
        });
    }

    private List<String> stat() throws IOException {
        String stat = Files.readString(proc.resolve("self/stat"));
        return Arrays.asList(stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1));
    }

    private static double field(Path file, String name) throws IOException {
        return Long.parseLong(line(file, name).split("\\s+", -1)[0]);
    }

    /** What follows {@code name} in the line that begins with it. */
    private static String line(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).strip())
                    .findFirst()
                    .orElseThrow(() -> new IOException(file + " has no " + name));
        }
    }

    private interface Reading {
        double read() throws IOException;
    }

    private static double number(Reading reading) {
        try {
            return reading.read();
        } catch (IOException | RuntimeException e) {
            return Double.NaN;
        }
    }
}
