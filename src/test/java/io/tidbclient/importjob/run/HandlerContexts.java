package io.tidbclient.importjob.run;

import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.StateContext;

import java.lang.reflect.Proxy;

/** Contexts for handlers that are called without a machine. */
final class HandlerContexts {
    private HandlerContexts() {}

    /** That of a connection; there are no messages, and events are dropped. */
    static StateContext of(String connection) {
        return new StateContext(connection, noMessages(), event -> {});
    }

    private static MessageBus noMessages() {
        return (MessageBus) Proxy.newProxyInstance(
                MessageBus.class.getClassLoader(), new Class<?>[] {MessageBus.class}, (bus, method, arguments) -> {
                    throw new UnsupportedOperationException("there are no messages here");
                });
    }
}
