package io.tidbclient.cli;

/**
 * What a signal does before a command {@linkplain Interrupts listens}: nothing was opened yet, so the process ends at once.
 * Left to Quarkus, its shutdown would run beside the command, which would miss the signal and continue.
 */
public final class EarlySignals {
    private EarlySignals() {}

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
        for (TerminationSignal signal : TerminationSignal.values()) {
            signal.onArrival(() -> Runtime.getRuntime().halt(signal.exitCode()));
        }
    }

    /**
     * While {@code work} waits for input at the terminal, they end the process by way of the JVM's shutdown hooks, one of
     * which restores the terminal's echo.
     */
    static void duringPrompt(Runnable work) {
        for (TerminationSignal signal : TerminationSignal.values()) {
            signal.onArrival(() -> Runtime.getRuntime().exit(signal.exitCode()));
        }
        try {
            work.run();
        } finally {
            endTheProcess();
        }
    }
}
