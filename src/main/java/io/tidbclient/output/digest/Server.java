package io.tidbclient.output.digest;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.State;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of the servers of a run, with its share of the connections.
 *
 * @param target its address
 * @param connections those that go to it; never empty
 * @param jobs its import jobs; empty before the first query
 */
public record Server(ServerAddress target, List<ConnectionView> connections, Optional<ServerJobs> jobs) {
    public Server {
        connections = List.copyOf(connections);
    }

    /** The servers of a run, in the order of their first connections. */
    public static List<Server> of(CheckSnapshot run) {
        Map<ServerAddress, List<ConnectionView>> shares = new LinkedHashMap<>();
        run.connections()
                .forEach(view -> shares.computeIfAbsent(view.target(), target -> new ArrayList<>())
                        .add(view));
        return shares.entrySet().stream()
                .map(share -> new Server(
                        share.getKey(),
                        share.getValue(),
                        run.jobs().stream()
                                .filter(jobs -> jobs.target().equals(share.getKey()))
                                .findFirst()))
                .toList();
    }

    /** How many of its connections ended as {@code terminalState}. */
    public long count(State.TerminalState terminalState) {
        return connections.stream().filter(view -> view.endedAs(terminalState)).count();
    }

    /** The different values of something, with how many connections have each, in the order of the connections. */
    public <T> Map<T, Long> distinct(Function<ConnectionView, Optional<T>> value) {
        Map<T, Long> counts = new LinkedHashMap<>();
        connections.forEach(view -> value.apply(view).ifPresent(v -> counts.merge(v, 1L, Long::sum)));
        return counts;
    }
}
