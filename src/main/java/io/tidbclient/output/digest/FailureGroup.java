package io.tidbclient.output.digest;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.Failure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Connections that failed, or are being retried, for the same reason: of one kind, in one state, with one sentence.
 *
 * @param failure the first of them
 * @param connections their names, in the order of their numbers; never empty
 */
public record FailureGroup(Failure failure, List<String> connections) {
    public FailureGroup {
        connections = List.copyOf(connections);
    }

    /** The failures of these connections, largest group first, else in the order of the connections. */
    public static List<FailureGroup> of(List<ConnectionView> connections) {
        return of(connections, ConnectionView::failure);
    }

    /** The last failures of what these connections are repeating: an attempt to connect, a query. In the same order. */
    public static List<FailureGroup> retrying(List<ConnectionView> connections) {
        return of(connections, view -> view.ended() ? Optional.empty() : view.lastAttemptFailure());
    }

    private static List<FailureGroup> of(
            List<ConnectionView> connections, Function<ConnectionView, Optional<Failure>> failures) {
        Map<Failure, List<ConnectionView>> groups = new LinkedHashMap<>();
        for (ConnectionView view : connections) {
            failures.apply(view)
                    .ifPresent(
                            failure -> groups.computeIfAbsent(failure.at("", failure.state()), key -> new ArrayList<>())
                                    .add(view));
        }
        return groups.entrySet().stream()
                .map(group -> new FailureGroup(
                        group.getKey(),
                        group.getValue().stream().map(ConnectionView::name).toList()))
                .sorted(Comparator.comparingInt(
                                (FailureGroup group) -> group.connections().size())
                        .reversed())
                .toList();
    }
}
