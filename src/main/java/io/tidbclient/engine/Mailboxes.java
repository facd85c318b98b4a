package io.tidbclient.engine;

import io.tidbclient.engine.MessageBus.Message;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Messages between connections, kept until they are received. Confined to the coordinator's thread. */
final class Mailboxes {
    private final Map<String, Queue<Message>> unread = new HashMap<>();
    private final Map<String, Receiver> waiting = new HashMap<>();

    void deliver(String to, Message message) {
        Receiver receiver = waiting.remove(to);
        if (receiver == null || !receiver.take(message)) {
            unread.computeIfAbsent(to, name -> new ArrayDeque<>()).add(message);
        }
    }

    /** Gives {@code receiver} the next message; it replaces an earlier receiver of the same box, which gave up. */
    void await(String name, Receiver receiver) {
        Queue<Message> box = unread.get(name);
        if (box == null || box.isEmpty()) {
            waiting.put(name, receiver);
        } else if (receiver.take(box.element())) {
            box.remove();
        }
    }

    void close(String name) {
        unread.remove(name);
        waiting.remove(name);
    }
}
