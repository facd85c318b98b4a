package io.tidbclient.sandbox.wire;

/**
 * A set of capability flags.
 *
 * @param bits as on the wire; unknown bits are kept
 */
public record Capabilities(int bits) {
    /** What this server offers. No compression, local files or several statements at once: they are not needed here. */
    public static Capabilities offered(boolean tls) {
        int bits = 0;
        for (Capability capability : Capability.values()) {
            boolean offered = switch (capability) {
                case SSL -> tls;
                case PLUGIN_AUTH_LENENC -> false;
                case LONG_PASSWORD,
                        FOUND_ROWS,
                        LONG_FLAG,
                        CONNECT_WITH_DB,
                        PROTOCOL_41,
                        INTERACTIVE,
                        TRANSACTIONS,
                        SECURE_CONNECTION,
                        MULTI_RESULTS,
                        PLUGIN_AUTH,
                        CONNECT_ATTRS,
                        DEPRECATE_EOF -> true;
            };
            bits |= offered ? capability.bit() : 0;
        }
        return new Capabilities(bits);
    }

    /** Whether the flag is set. */
    public boolean has(Capability capability) {
        return (bits & capability.bit()) != 0;
    }
}
