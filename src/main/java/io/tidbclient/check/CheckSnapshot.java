package io.tidbclient.check;

import io.tidbclient.engine.NamedViews;
import io.tidbclient.engine.RunSnapshot;
import io.tidbclient.engine.State;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole check at one moment. Immutable; each event makes a new one.
 *
 * @param sequence counts the snapshots of a run from 0
 * @param startedAt when the run began
 * @param at when this snapshot was made
 * @param connections in the order of their numbers; never empty
 * @param jobs by server, in the order in which the servers were given
 * @param stopping why the run is being stopped; empty while it is not
 */
public record CheckSnapshot(
        long sequence,
        Instant startedAt,
        Instant at,
        List<ConnectionView> connections,
        List<ServerJobs> jobs,
        Optional<String> stopping) {
    public CheckSnapshot {
        connections = NamedViews.of(connections, ConnectionView::name);
        jobs = List.copyOf(jobs);
    }

    /**
     * The connection of that name.
     *
     * @throws IllegalArgumentException when there is none
     */
    public ConnectionView connection(String name) {
        return NamedViews.of(connections, ConnectionView::name)
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("the run has no connection " + name));
    }

    /** How many connections ended as {@code terminalState}. */
    public long count(State.TerminalState terminalState) {
        return connections.stream().filter(c -> c.endedAs(terminalState)).count();
    }

    /** Whether every machine has stopped. */
    public boolean over() {
        return connections.stream().allMatch(ConnectionView::ended);
    }

    /** The states alone. */
    public RunSnapshot states() {
        return new RunSnapshot(
                startedAt,
                at,
                connections.stream().map(ConnectionView::participant).toList(),
                stopping);
    }
}
