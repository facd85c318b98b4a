package io.tidbclient.sandbox.fault;

import io.tidbclient.sandbox.wire.ErrorReply;

import java.time.Duration;

/** What can go wrong before the login has completed. */
public sealed interface ConnectionFault extends Fault {
    /** The greeting comes late. */
    record SlowGreeting(Duration delay) implements ConnectionFault {}

    /** The connection is accepted, and closed at once. */
    record CloseAtOnce() implements ConnectionFault {}

    /** The connection is accepted, and nothing ever comes. */
    record NoGreeting() implements ConnectionFault {}

    /**
     * Something else than a greeting comes, and then the end.
     *
     * @param bytes a character for each, up to U+00FF
     */
    record GarbageGreeting(String bytes) implements ConnectionFault {
        public GarbageGreeting {
            Garbage.check(bytes);
        }

        /** What a web server would say. */
        public static GarbageGreeting http() {
            return new GarbageGreeting(
                    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nbad request\n");
        }
    }

    /**
     * Error 1040 in place of the greeting, as long as there are this many connections without the new one.
     *
     * @param connections 0 or more
     */
    record TooManyConnections(int connections) implements ConnectionFault {
        public TooManyConnections {
            if (connections < 0) {
                throw new IllegalArgumentException("a cap of connections is not negative");
            }
        }
    }

    /** The login is refused, whoever tries: 1045, 1049, 1130, 3159 … */
    record DenyLogin(ErrorReply error) implements ConnectionFault {}
}
