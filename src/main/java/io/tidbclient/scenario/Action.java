package io.tidbclient.scenario;

/** What a step does on its session. */
public sealed interface Action {
    /** As a timeline shows it, on one line. */
    String shown();

    /** Runs a statement. */
    record Run(SqlText sql) implements Action {
        @Override
        public String shown() {
            return sql.written().replaceAll("\\s+", " ");
        }
    }

    /** Opens the session's connection: TCP, TLS, login and the session's settings. */
    record Connect() implements Action {
        @Override
        public String shown() {
            return "(connect)";
        }
    }

    /** Ends the connection politely. */
    record Disconnect() implements Action {
        @Override
        public String shown() {
            return "(disconnect)";
        }
    }

    /** Cuts the TCP connection without a word, as a network would. */
    record Cut() implements Action {
        @Override
        public String shown() {
            return "(cut the connection)";
        }
    }

    /** Runs the connection check as the session's user, on a connection of its own, up to and with {@code state}. */
    record Check(String state) implements Action {
        @Override
        public String shown() {
            return "(check up to " + state + ")";
        }
    }
}
