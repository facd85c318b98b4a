package io.tidbclient.serve.http;

/**
 * An event of a stream.
 *
 * @param id counts from 1; a client that reconnects names the last one it has
 * @param name the event's type
 * @param data one line
 */
public record Event(long id, String name, String data) {
    public Event {
        if (id < 1 || name.isBlank() || data.indexOf('\n') >= 0 || data.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("an event has an id from 1, a name, and data of one line");
        }
    }

    /** As server-sent events are written. */
    String written() {
        return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
    }
}
