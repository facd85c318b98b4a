package io.tidbclient.output;

import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.RunEvent;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which connections are in their final state and have not been reported as such. Not thread-safe. */
final class EndedConnections {
    private final boolean pooled;
    private final Set<String> reported = new HashSet<>();

    /** @param pooled whether each connection is a pool, whose figures are reported last, when it has been closed */
    EndedConnections(boolean pooled) {
        this.pooled = pooled;
    }

    /** The connection whose machine has ended with an event, if it was not reported before. */
    Optional<ConnectionView> after(RunEvent event, CheckSnapshot snapshot) {
        return connection(event)
                .map(snapshot::connection)
                .filter(ConnectionView::ended)
                .filter(view -> reported.add(view.name()));
    }

    private Optional<String> connection(RunEvent event) {
        return switch (event) {
            case RunEvent.Transitioned moved -> pooled ? Optional.empty() : Optional.of(moved.connection());
            case RunEvent.Found found ->
                found.event() instanceof CheckEvent.PoolUsed ? Optional.of(found.connection()) : Optional.empty();
            case RunEvent.Started started -> Optional.empty();
            case RunEvent.MessageSent sent -> Optional.empty();
            case RunEvent.Stopping stopping -> Optional.empty();
        };
    }

    /** Those of a run that has ended that were not reported: pools that were never opened, for example. */
    List<ConnectionView> rest(CheckSnapshot last) {
        return last.connections().stream()
                .filter(view -> reported.add(view.name()))
                .toList();
    }
}
