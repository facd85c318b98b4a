package io.tidbclient.connection;

import java.util.Optional;

/**
 * A failure, described so that a person can act on it and a program can branch on it.
 *
 * @param kind its class
 * @param code the server's error number; 0 when the server said none
 * @param codeName the number's name, {@code ER_ACCESS_DENIED_ERROR} for example; empty when unknown
 * @param sqlState five characters; empty when there is none
 * @param connection on which connection, {@code c1} for example; empty before one has a name
 * @param state in which state of its machine; empty outside one
 * @param sentence what failed, in one sentence without a secret
 * @param hint what to try next; empty when there is nothing honest to say
 * @param said the server's own words, as they came and as long as they are; empty when it said none
 */
public record Failure(
        FailureKind kind,
        int code,
        String codeName,
        String sqlState,
        String connection,
        String state,
        String sentence,
        String hint,
        String said) {
    /** A failure that no server's error number stands behind, not yet placed. */
    public static Failure of(FailureKind kind, String sentence, String hint) {
        return new Failure(kind, 0, "", "", "", "", sentence, hint, "");
    }

    /** The same failure, placed on a connection and in a state. */
    public Failure at(String connectionName, String stateName) {
        return new Failure(kind, code, codeName, sqlState, connectionName, stateName, sentence, hint, said);
    }

    /** The same failure of what is named: {@code setup: CREATE TABLE …}. */
    public Failure about(String what) {
        return new Failure(kind, code, codeName, sqlState, connection, state, what + ": " + sentence, hint, said);
    }

    /** The same failure with another hint. */
    public Failure hinting(String otherHint) {
        return new Failure(kind, code, codeName, sqlState, connection, state, sentence, otherHint, said);
    }

    /** The same failure with other words around the server's own, and another hint. */
    public Failure worded(String opening, String otherHint) {
        return new Failure(
                kind,
                code,
                codeName,
                sqlState,
                connection,
                state,
                ServerText.clean(opening) + ": " + ServerText.shortened(words()),
                otherHint,
                said);
    }

    /** The server's own words, or what else there is to say. */
    public String words() {
        return said.isEmpty() ? sentence : said;
    }

    /**
     * Whether a server that has just started may answer so although it is healthy. TiDB accepts logins before it has loaded the schema:
     * databases and tables are unknown to it for a moment (1049, 1146), and what has no code of its own, such as a module that is
     * not initialized yet, is error 1105.
     */
    public boolean mayBeOfStart() {
        return ServerErrorCode.of(code).filter(ServerErrorCode::mayBeOfStart).isPresent();
    }

    /** The error number with its name, {@code 1045 ER_ACCESS_DENIED_ERROR}, if the server gave one. */
    public Optional<String> codeWithName() {
        return code == 0 ? Optional.empty() : Optional.of(codeName.isEmpty() ? "" + code : code + " " + codeName);
    }
}
