package io.tidbclient.fault;

import io.tidbclient.sandbox.sql.StatementPrefix;

import java.util.Locale;

/**
 * A place in the conversation of a client with its server.
 *
 * @param stage which part of it
 * @param number which TLS record of the client, or which of its statements, from 1; 0 for any
 * @param sql the statement, or in a rule its prefix
 */
record RelayPoint(Stage stage, int number, String sql) {
    /** The parts of a conversation, each but the first after a message of the client. */
    enum Stage {
        GREETING,
        LOGIN,
        RECORD,
        STATEMENT
    }

    static RelayPoint of(Stage stage, int number) {
        return new RelayPoint(stage, number, "");
    }

    /** Reads {@code greeting}, {@code login}, {@code record 1}, {@code statement 3} or {@code @SHOW IMPORT JOBS}. */
    static RelayPoint parse(String text) {
        if (text.startsWith("@")) {
            return new RelayPoint(Stage.STATEMENT, 0, text.substring(1));
        }
        String[] words = text.split(" ", 2);
        return of(Stage.valueOf(words[0].toUpperCase(Locale.ROOT)), words.length == 1 ? 0 : Integer.parseInt(words[1]));
    }

    /** Whether this, of a rule, is where a conversation is. */
    boolean matches(RelayPoint reached) {
        return stage == reached.stage
                && (number == 0 || number == reached.number)
                && StatementPrefix.of(sql).matches(reached.sql);
    }
}
