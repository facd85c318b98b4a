package io.tidbclient.coordination;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidbclient.state.Peers.Message;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Messages between connections, kept until somebody takes them. Confined to the coordinator's thread. */
final class Mailboxes {
    private final Map<String, Queue<Message>> unread = new HashMap<>();
    private final Map<String, UniEmitter<? super Message>> waiting = new HashMap<>();

    void deliver(String to, Message message) {
        UniEmitter<? super Message> reader = waiting.remove(to);
        if (reader != null) {
            reader.complete(message);
        } else {
            unread.computeIfAbsent(to, name -> new ArrayDeque<>()).add(message);
        }
    }

    /** Gives {@code reader} the next message; it replaces an earlier reader of the same box, who gave up. */
    void await(String name, UniEmitter<? super Message> reader) {
        Queue<Message> box = unread.get(name);
        if (box == null || box.isEmpty()) {
            waiting.put(name, reader);
        } else {
            reader.complete(box.remove());
        }
    }

    void close(String name) {
        unread.remove(name);
        waiting.remove(name);
    }
}
