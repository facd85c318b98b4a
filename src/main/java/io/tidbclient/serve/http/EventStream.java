package io.tidbclient.serve.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Server-sent events to any number of clients. Keeps the latest events, so that a client that was away for a moment and names
 * the last one it has misses none; one that was away for longer is sent {@code reset}, after which it loads the page again.
 */
public final class EventStream {
    /** The event after which a client loads what it shows again. */
    public static final String RESET = "reset";

    /** Far more than a thousand events have; parts of a page with hundreds of import jobs may reach it. */
    static final int MOST_KEPT_CHARACTERS = 8 * 1024 * 1024;

    private final int kept;
    private final Deque<Event> latest = new ArrayDeque<>();
    private final Set<Consumer<Event>> clients = new LinkedHashSet<>();
    private long keptCharacters;
    private long last;
    private long leftAt;
    private long resets;
    private long disconnects;

    /**
     * A stream without events.
     *
     * @param kept how many events at most are kept for clients that reconnect, at least 1
     * @param before the id before that of the first event: greater than those of an earlier process, whose clients may reconnect
     */
    public EventStream(int kept, long before) {
        if (kept < 1) {
            throw new IllegalArgumentException("at least one event is kept");
        }
        this.kept = kept;
        this.last = before;
        this.leftAt = before - kept;
    }

    /** Sends an event to every client. Returns at once: clients take events without waiting. */
    public synchronized void send(String name, String data) {
        last++;
        Event event = new Event(last, name, data);
        latest.addLast(event);
        keptCharacters += data.length();
        while (latest.size() > kept || (keptCharacters > MOST_KEPT_CHARACTERS && latest.size() > 1)) {
            keptCharacters -= latest.removeFirst().data().length();
        }
        List.copyOf(clients).forEach(client -> client.accept(event));
    }

    /** Counts an event that is not made, as it is not awaited: a client that reconnects has missed it, and is sent {@code reset}. */
    public synchronized void skip() {
        last++;
        latest.clear();
        keptCharacters = 0;
    }

    /** Whether an event has someone to read it: a client, or one that left so recently that what it misses is still kept. */
    public synchronized boolean isAwaited() {
        return !clients.isEmpty() || last - leftAt < kept;
    }

    /**
     * Adds a client, which is sent first what it has missed.
     *
     * @param since the id of the last event it has; 0 for a new client, which has missed nothing
     * @param client takes an event without waiting
     */
    synchronized void add(long since, Consumer<Event> client) {
        List<Event> missed = since(since);
        if (missed.stream().anyMatch(event -> event.name().equals(RESET))) {
            resets++;
        }
        missed.forEach(client);
        clients.add(client);
    }

    synchronized void remove(Consumer<Event> client) {
        if (clients.remove(client)) {
            leftAt = last;
        }
    }

    /** Removes a client that reads too slowly and is disconnected. */
    synchronized void removeSlow(Consumer<Event> client) {
        if (clients.remove(client)) {
            leftAt = last;
            disconnects++;
        }
    }

    /** The id of the last event. */
    public synchronized long last() {
        return last;
    }

    /** How many clients have missed events for good, and were sent {@code reset}. */
    public synchronized long resets() {
        return resets;
    }

    /** How many clients were disconnected, since they read too slowly. */
    public synchronized long disconnects() {
        return disconnects;
    }

    /** How many clients there are. */
    public synchronized int clients() {
        return clients.size();
    }

    /**
     * What a client has missed: the events after that one, or {@link #RESET} alone when they are not kept.
     *
     * @param since the id of the last event it has; 0 for a new client, which has missed nothing
     */
    public synchronized List<Event> since(long since) {
        if (since == 0) {
            return List.of();
        }
        boolean continues = since <= last && since >= last - latest.size();
        if (!continues) {
            return List.of(new Event(Math.max(last, 1), RESET, "{}"));
        }
        List<Event> missed = new ArrayList<>();
        latest.stream().filter(event -> event.id() > since).forEach(missed::add);
        return missed;
    }
}
