package io.tidbclient.importjob.run;

import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.StateContext;

import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** Contexts for handlers that are called without a machine. */
final class HandlerContexts {
    private HandlerContexts() {}

    /** That of a connection; there are no messages, and events are dropped. */
    static StateContext of(String connection) {
        return of(connection, event -> {});
    }

    /** That of a connection, whose events go to {@code events}; there are no messages. */
    static StateContext of(String connection, Consumer<HandlerEvent> events) {
        return new StateContext(connection, noMessages(), events);
    }

    private static MessageBus noMessages() {
        return (MessageBus) Proxy.newProxyInstance(
                MessageBus.class.getClassLoader(), new Class<?>[] {MessageBus.class}, (bus, method, arguments) -> {
                    throw new UnsupportedOperationException("there are no messages here");
                });
    }
}
