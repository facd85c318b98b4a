package io.tidbclient.importjob.run;

import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The processes of the hooks. Once they have been killed, no other one starts. */
final class HookProcesses {
    private final Set<Process> running = new HashSet<>();
    private int started;
    private boolean killed;

    /**
     * What was killed.
     *
     * @param processes the number that were running
     * @param started the number that had ever started
     */
    record Killed(int processes, int started) {}

    /**
     * Starts a process; {@link #ended} takes it back.
     *
     * @return empty after {@link #kill}
     * @throws IOException when it cannot be started
     */
    synchronized Optional<Process> start(ProcessBuilder builder) throws IOException {
        if (killed) {
            return Optional.empty();
        }
        started++;
        Process process = builder.start();
        running.add(process);
        return Optional.of(process);
    }

    synchronized void ended(Process process) {
        running.remove(process);
    }

    /** Kills those that are running, and keeps all others from starting. */
    synchronized Killed kill() {
        killed = true;
        running.forEach(Process::destroyForcibly);
        return new Killed(running.size(), started);
    }
}
