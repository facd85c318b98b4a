package io.tidbclient.sandbox.wire;

/** The capability flags of the MySQL protocol that decide how this server reads or writes a packet. */
public enum Capability {
    /** Set by MySQL servers; a MariaDB client takes its absence for "this is MariaDB". */
    LONG_PASSWORD(0),
    /** The count of matched instead of changed rows. */
    FOUND_ROWS(1),
    /** Longer flags in column definitions. */
    LONG_FLAG(2),
    /** The login names a database. */
    CONNECT_WITH_DB(3),
    /** The protocol since MySQL 4.1; without it a login is refused. */
    PROTOCOL_41(9),
    /** An interactive client. */
    INTERACTIVE(10),
    /** TLS may be, or is to be, begun. */
    SSL(11),
    /** The server reports its transaction state. */
    TRANSACTIONS(13),
    /** Authentication since MySQL 4.1. */
    SECURE_CONNECTION(15),
    /** Several results for one statement. */
    MULTI_RESULTS(17),
    /** Authentication plugins have names. */
    PLUGIN_AUTH(19),
    /** The login carries attributes of the client. */
    CONNECT_ATTRS(20),
    /** The password's answer has a length of its own encoding. */
    PLUGIN_AUTH_LENENC(21),
    /** OK packets instead of EOF packets end a result. */
    DEPRECATE_EOF(24);

    private final int bit;

    Capability(int bit) {
        this.bit = 1 << bit;
    }

    int bit() {
        return bit;
    }
}
