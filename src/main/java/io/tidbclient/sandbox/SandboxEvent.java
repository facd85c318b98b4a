package io.tidbclient.sandbox;

/** What happens at a sandbox, for whoever wants to see it. Connections are distinguished by their ids. */
public sealed interface SandboxEvent {
    /** The connection's id, as {@code CONNECTION_ID()} says. */
    long connection();

    /** Somebody connected. */
    record Opened(long connection, String peer) implements SandboxEvent {}

    /** Somebody logged in. */
    record LoggedIn(long connection, String user, boolean tls) implements SandboxEvent {}

    /** Somebody was not let in, with this error code. */
    record Refused(long connection, int code) implements SandboxEvent {}

    /** A statement came in; pings are not reported. */
    record Asked(long connection, String sql) implements SandboxEvent {}

    /** A connection ended. */
    record Closed(long connection) implements SandboxEvent {}
}
