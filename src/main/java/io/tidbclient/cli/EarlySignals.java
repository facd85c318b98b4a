package io.tidbclient.cli;

import org.jline.utils.Signals;

import java.util.List;

/**
 * What a signal does before a command {@linkplain Interrupts listens}: nothing was opened yet, so the process ends at once.
 * Left to Quarkus, its shutdown would run beside the command, which then misses the signal and works on.
 */
public final class EarlySignals {
    /** Those that end a process, by name, and their numbers. */
    private static final List<Ending> ENDINGS =
            List.of(new Ending("HUP", 1), new Ending("INT", 2), new Ending("TERM", 15));

    private EarlySignals() {}

    private record Ending(String name, int number) {}

    /** Whether the process is being ended, by a signal that came before {@link #endTheProcess()}. */
    public static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException ending) {
            return true;
        }
    }

    /** From now on each of them ends the process, with the exit code that a shell expects. Replaces Quarkus's handlers. */
    public static void endTheProcess() {
        ENDINGS.forEach(ending ->
                Signals.register(ending.name(), () -> Runtime.getRuntime().halt(128 + ending.number())));
    }

    /**
     * While {@code work} waits for somebody at the terminal, they end the process by way of the JVM's shutdown hooks, one of
     * which gives the terminal its echo back.
     */
    static void duringPrompt(Runnable work) {
        ENDINGS.forEach(ending ->
                Signals.register(ending.name(), () -> Runtime.getRuntime().exit(128 + ending.number())));
        try {
            work.run();
        } finally {
            endTheProcess();
        }
    }
}
