package io.tidbclient.engine;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a snapshot has on each participant. Immutable; what one event changes is one participant, so a list shares all the rest
 * with the one before: a run of n connections, each with some twenty events, would else copy n² references.
 *
 * @param <V> what is known of a participant; has its name
 */
public final class NamedViews<V> extends AbstractList<V> {
    private static final int CHUNK = 64;

    private final Function<V, String> name;
    private final Map<String, Integer> positions;
    private final Object[][] chunks;

    private NamedViews(Function<V, String> name, Map<String, Integer> positions, Object[][] chunks) {
        this.name = name;
        this.positions = positions;
        this.chunks = chunks;
    }

    /**
     * The views as a list that finds them by name.
     *
     * @param views each with a name of its own
     * @throws IllegalArgumentException when two have the same name
     */
    public static <V> NamedViews<V> of(List<V> views, Function<V, String> name) {
        if (views instanceof NamedViews<V> already) {
            return already;
        }
        Map<String, Integer> positions = new HashMap<>();
        Object[][] chunks = new Object[Math.ceilDiv(views.size(), CHUNK)][];
        for (int i = 0; i < chunks.length; i++) {
            List<V> part = views.subList(i * CHUNK, Math.min(views.size(), (i + 1) * CHUNK));
            part.forEach(view -> positions.put(name.apply(view), positions.size()));
            chunks[i] = part.toArray();
        }
        if (positions.size() != views.size()) {
            throw new IllegalArgumentException("two connections have the same name");
        }
        return new NamedViews<>(name, positions, chunks);
    }

    /** The same with {@code changed} in place of the one of that name, which has to be there. */
    public NamedViews<V> with(V changed) {
        int position = positions.get(name.apply(changed));
        Object[][] others = chunks.clone();
        others[position / CHUNK] = others[position / CHUNK].clone();
        others[position / CHUNK][position % CHUNK] = changed;
        return new NamedViews<>(name, positions, others);
    }

    /** The one of that name. */
    public Optional<V> find(String wanted) {
        return Optional.ofNullable(positions.get(wanted)).map(this::get);
    }

    @Override
    @SuppressWarnings("unchecked")
    public V get(int index) {
        Objects.checkIndex(index, size());
        return (V) chunks[index / CHUNK][index % CHUNK];
    }

    @Override
    public int size() {
        return positions.size();
    }
}
