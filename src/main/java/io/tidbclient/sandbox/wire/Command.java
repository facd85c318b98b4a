package io.tidbclient.sandbox.wire;

/** What a client can ask of this server once it is logged in. */
public sealed interface Command {
    /** The client leaves. */
    record Quit() implements Command {}

    /** A ping. */
    record Ping() implements Command {}

    /** One line about the server's work. */
    record Statistics() implements Command {}

    /** Back to the session's first settings. */
    record Reset() implements Command {}

    /** Multi-statements on or off; accepted, and without effect. */
    record SetOption() implements Command {}

    /** Use a database. */
    record UseDatabase(String name) implements Command {}

    /** A statement. */
    record Query(String sql) implements Command {}

    /** Prepare a statement on the server's side. */
    record Prepare() implements Command {}

    /** Data for a prepared statement, or its end: the protocol has no answer to either. */
    record Unanswered() implements Command {}

    /** One this server does not know. */
    record Unknown(int code) implements Command {}

    /** From the packet that begins a sequence. */
    static Command parse(byte[] payload) throws MalformedPacketException {
        PayloadReader reader = new PayloadReader(payload);
        int code = reader.u8();
        return switch (code) {
            case 0x01 -> new Quit();
            case 0x02 -> new UseDatabase(reader.restText());
            case 0x03 -> new Query(reader.restText());
            case 0x09 -> new Statistics();
            case 0x0e -> new Ping();
            case 0x16 -> new Prepare();
            case 0x18, 0x19 -> new Unanswered();
            case 0x1b -> new SetOption();
            case 0x1f -> new Reset();
            default -> new Unknown(code);
        };
    }
}
