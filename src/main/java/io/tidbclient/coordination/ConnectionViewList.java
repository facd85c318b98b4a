package io.tidbclient.coordination;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The connections of a snapshot. Immutable; what one event changes is one connection, so a list shares all the rest with the
 * one before: a run of n connections, each with some twenty events, would else copy n² references.
 */
final class ConnectionViewList extends AbstractList<ConnectionView> {
    private static final int CHUNK = 64;

    private final Map<String, Integer> positions;
    private final ConnectionView[][] chunks;

    private ConnectionViewList(Map<String, Integer> positions, ConnectionView[][] chunks) {
        this.positions = positions;
        this.chunks = chunks;
    }

    /** @param views each with a name of its own */
    static ConnectionViewList of(List<ConnectionView> views) {
        if (views instanceof ConnectionViewList already) {
            return already;
        }
        Map<String, Integer> positions = new HashMap<>();
        ConnectionView[][] chunks = new ConnectionView[Math.ceilDiv(views.size(), CHUNK)][];
        for (int i = 0; i < chunks.length; i++) {
            chunks[i] = views.subList(i * CHUNK, Math.min(views.size(), (i + 1) * CHUNK))
                    .toArray(ConnectionView[]::new);
            for (ConnectionView view : chunks[i]) {
                positions.put(view.name(), positions.size());
            }
        }
        if (positions.size() != views.size()) {
            throw new IllegalArgumentException("two connections have the same name");
        }
        return new ConnectionViewList(positions, chunks);
    }

    /** The same with {@code changed} in place of the connection of that name. */
    ConnectionViewList with(ConnectionView changed) {
        int position = positions.get(changed.name());
        ConnectionView[][] others = chunks.clone();
        others[position / CHUNK] = others[position / CHUNK].clone();
        others[position / CHUNK][position % CHUNK] = changed;
        return new ConnectionViewList(positions, others);
    }

    Optional<ConnectionView> find(String name) {
        return Optional.ofNullable(positions.get(name)).map(this::get);
    }

    @Override
    public ConnectionView get(int index) {
        Objects.checkIndex(index, size());
        return chunks[index / CHUNK][index % CHUNK];
    }

    @Override
    public int size() {
        return positions.size();
    }
}
