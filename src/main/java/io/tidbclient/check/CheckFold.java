package io.tidbclient.check;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.engine.Fold;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.NamedViews;
import io.tidbclient.engine.RunEvent;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Folds what a check's connections do and learn into its snapshot. */
public final class CheckFold implements Fold<CheckSnapshot> {
    private final Map<String, ServerAddress> targets;

    /** @param targets by the connection's name, the server it goes to */
    public CheckFold(Map<String, ServerAddress> targets) {
        this.targets = Map.copyOf(targets);
    }

    /** For a run of these connections. */
    public static CheckFold of(List<ConnectionSettings> connections) {
        return new CheckFold(
                connections.stream().collect(Collectors.toMap(ConnectionSettings::name, ConnectionSettings::target)));
    }

    @Override
    public CheckSnapshot first(List<String> participants, Instant startedAt) {
        List<ConnectionView> views = participants.stream()
                .map(name -> ConnectionView.waiting(name, targets.get(name), startedAt))
                .toList();
        return new CheckSnapshot(0, startedAt, startedAt, views, List.of(), Optional.empty());
    }

    @Override
    public CheckSnapshot after(CheckSnapshot before, RunEvent event, Instant at) {
        return switch (event) {
            case RunEvent.Transitioned moved ->
                changed(before, moved.connection(), at, view -> view.moved(moved.to(), moved.failure(), at));
            case RunEvent.Found found -> found(before, found.connection(), found.event(), at);
            case RunEvent.Stopping stopping ->
                new CheckSnapshot(
                        before.sequence() + 1,
                        before.startedAt(),
                        at,
                        before.connections(),
                        before.jobs(),
                        Optional.of(stopping.reason()));
            case RunEvent.Started started -> before;
            case RunEvent.MessageSent sent -> before;
        };
    }

    private static CheckSnapshot found(CheckSnapshot before, String connection, HandlerEvent event, Instant at) {
        if (!(event instanceof CheckEvent check)) {
            return before;
        }
        CheckSnapshot after = changed(before, connection, at, view -> view.found(check, at));
        return new CheckSnapshot(
                after.sequence(),
                after.startedAt(),
                at,
                after.connections(),
                ServerJobs.after(after.jobs(), after.connection(connection).target(), check, at),
                after.stopping());
    }

    private static CheckSnapshot changed(
            CheckSnapshot before, String connection, Instant at, UnaryOperator<ConnectionView> change) {
        ConnectionView view = change.apply(before.connection(connection));
        return new CheckSnapshot(
                before.sequence() + 1,
                before.startedAt(),
                at,
                NamedViews.of(before.connections(), ConnectionView::name).with(view),
                before.jobs(),
                before.stopping());
    }
}
