package io.tidbclient.hook;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The processes of the hooks. Once they have been killed, no other one starts. */
public final class HookProcesses {
    private final Set<Process> running = new HashSet<>();
    private int started;
    private boolean killed;

    /**
     * What was killed.
     *
     * @param processes the number that were running
     * @param started the number that had ever started
     */
    public record Killed(int processes, int started) {}

    /**
     * Starts a process; {@link #ended} takes it back.
     *
     * @return empty after {@link #kill}
     * @throws IOException when it cannot be started
     */
    public synchronized Optional<Process> start(ProcessBuilder builder) throws IOException {
        if (killed) {
            return Optional.empty();
        }
        started++;
        Process process = builder.start();
        running.add(process);
        return Optional.of(process);
    }

    /** A process has ended. */
    public synchronized void ended(Process process) {
        running.remove(process);
    }

    /** Its descendants first: once it has ended, they are no longer known as such. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Kills those that are running, and keeps all others from starting. */
    public synchronized Killed kill() {
        killed = true;
        running.forEach(HookProcesses::kill);
        return new Killed(running.size(), started);
    }
}
