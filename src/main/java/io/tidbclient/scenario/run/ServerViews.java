package io.tidbclient.scenario.run;

import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.Row;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Queries a server's views. One that it refuses is not queried again. Confined to a thread at a time. */
final class ServerViews {
    private final AdminConnection observer;
    private final Set<String> unreadable = new HashSet<>();
    private final Set<String> left = new HashSet<>();

    ServerViews(AdminConnection observer) {
        this.observer = observer;
    }

    /** Views that this user may not read, or that this server lacks. */
    Set<String> unreadable() {
        return Set.copyOf(unreadable);
    }

    boolean isReadable(String view) {
        return !unreadable.contains(view);
    }

    /**
     * Reads a view; no rows when it cannot be read.
     *
     * @throws FailureException when the server cannot be asked now
     */
    <T> List<T> ask(String view, String sql, Function<Row, T> read, Object... parameters) {
        Optional<List<T>> rows = isReadable(view) ? query(sql, read, parameters) : Optional.of(List.of());
        if (rows.isEmpty()) {
            unreadable.add(view);
        }
        return rows.orElse(List.of());
    }

    /**
     * Reads what not every server has, and what something else can be read for; empty when it cannot be read.
     *
     * @throws FailureException when the server cannot be asked now
     */
    <T> Optional<List<T>> ifPossible(String sql, Function<Row, T> read, Object... parameters) {
        if (left.contains(sql)) {
            return Optional.empty();
        }
        Optional<List<T>> rows = query(sql, read, parameters);
        if (rows.isEmpty()) {
            left.add(sql);
        }
        return rows;
    }

    /** Reads a view within a transaction of its own; empty when it cannot be read. */
    <T> Optional<List<T>> within(String view, String begin, String sql, Function<Row, T> read) {
        Optional<List<T>> rows = refusable(() -> observer.call(session -> {
            session.execute(begin);
            try {
                return session.query(sql, read);
            } finally {
                session.execute("ROLLBACK");
            }
        }));
        if (rows.isEmpty()) {
            unreadable.add(view);
        }
        return rows;
    }

    private <T> Optional<List<T>> query(String sql, Function<Row, T> read, Object... parameters) {
        return refusable(() -> observer.call(session -> session.query(sql, read, parameters)));
    }

    private static <T> Optional<List<T>> refusable(Supplier<List<T>> query) {
        try {
            return Optional.of(query.get());
        } catch (FailureException e) {
            if (e.failure().code() == 0 || e.failure().kind().retryable()) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
