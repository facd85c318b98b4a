package io.tidbclient.engine;

import org.jboss.logging.Logger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** What the handlers of one machine share: its name, its peers, what it reports, and data under typed keys. */
public final class StateContext {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.engine");

    /**
     * A place for one handler's data, or for what one handler leaves to the next.
     *
     * @param name for messages
     * @param type what is kept there
     */
    public record Key<T>(String name, Class<T> type) {}

    private final String connection;
    private final MessageBus bus;
    private final Consumer<HandlerEvent> events;
    private final Map<Key<?>, Object> data = new ConcurrentHashMap<>();
    private final Deque<AutoCloseable> owned = new ArrayDeque<>();
    private boolean closed;

    /**
     * @param connection the connection's name
     * @param bus the way to the run's other connections
     * @param events hears of everything that is reported; must not block
     */
    public StateContext(String connection, MessageBus bus, Consumer<HandlerEvent> events) {
        this.connection = connection;
        this.bus = bus;
        this.events = events;
    }

    /** The connection's name, {@code c1} for example. */
    public String connection() {
        return connection;
    }

    /** The run's other connections. */
    public MessageBus bus() {
        return bus;
    }

    /** Notifies all listeners of the run. */
    public void report(HandlerEvent event) {
        events.accept(event);
    }

    /** Keeps {@code value} under {@code key}, in place of what was there. */
    public <T> void put(Key<T> key, T value) {
        data.put(key, value);
    }

    /** What is kept under {@code key}, if anything. */
    public <T> Optional<T> find(Key<T> key) {
        return Optional.ofNullable(data.get(key)).map(key.type()::cast);
    }

    /**
     * What is kept under {@code key}.
     *
     * @throws NoSuchElementException when nothing is: the workflow lacks the state that provides it
     */
    public <T> T get(Key<T> key) {
        return find(key)
                .orElseThrow(() -> new NoSuchElementException("no state before this one provided " + key.name()));
    }

    /** Hands {@code resource} over: it is closed when the machine ends, or at once when it already has. */
    public void own(AutoCloseable resource) {
        synchronized (owned) {
            if (!closed) {
                owned.push(resource);
                return;
            }
        }
        close(resource);
    }

    /** Closes everything owned, latest first; may block. Does nothing the second time. */
    void close() {
        AutoCloseable[] resources;
        synchronized (owned) {
            closed = true;
            resources = owned.toArray(AutoCloseable[]::new);
            owned.clear();
        }
        for (AutoCloseable resource : resources) {
            close(resource);
        }
    }

    private void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            LOG.warnf(
                    e, "%s: closing %s failed", connection, resource.getClass().getSimpleName());
        }
    }
}
