package io.tidbclient.scenario;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a step does on its session. */
public sealed interface Action {
    /** As a timeline shows it, on one line. */
    String shown();

    /**
     * Runs a statement, or several one after another up to the first that fails.
     *
     * @param sql the last one, of which something is expected
     * @param before those before it
     * @param prepared whether they are prepared on the server
     */
    record Run(SqlText sql, List<SqlText> before, boolean prepared) implements Action {
        public Run {
            before = List.copyOf(before);
        }

        /** A single statement, not prepared. */
        public Run(SqlText sql) {
            this(sql, List.of(), false);
        }

        /** All of them. */
        public List<SqlText> statements() {
            return Stream.concat(before.stream(), Stream.of(sql)).toList();
        }

        @Override
        public String shown() {
            return statements().stream().map(SqlText::onOneLine).collect(Collectors.joining("; "));
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
