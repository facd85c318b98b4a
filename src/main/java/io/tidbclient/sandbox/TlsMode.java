package io.tidbclient.sandbox;

/** How a sandbox stands to TLS. */
public enum TlsMode {
    /** It has none. */
    OFF,
    /** It has, for those who ask. */
    OFFERED,
    /** A login without is refused with 3159. */
    REQUIRED
}
