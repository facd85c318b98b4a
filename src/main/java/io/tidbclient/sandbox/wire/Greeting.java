package io.tidbclient.sandbox.wire;

/**
 * The packet that a server sends first, and the question it may ask next.
 *
 * @param connectionId 1 to 2^32 - 1
 * @param version what {@code VERSION()} says
 * @param salt this connection's
 * @param offered the server's capabilities
 */
public record Greeting(long connectionId, String version, Salt salt, Capabilities offered) {
    private static final int PROTOCOL_VERSION = 10;
    private static final int AUTOCOMMIT = 2;
    /** utf8mb4_bin, the default of TiDB. */
    private static final int COLLATION = 46;

    /** Sends it. */
    public void writeTo(PacketChannel channel) {
        String first = salt.text().substring(0, 8);
        channel.write(new PayloadWriter()
                .u8(PROTOCOL_VERSION)
                .zeroEndedText(version)
                .u32(connectionId)
                .zeroEndedText(first)
                .u16(offered.bits() & 0xffff)
                .u8(COLLATION)
                .u16(AUTOCOMMIT)
                .u16(offered.bits() >>> 16)
                .u8(Salt.LENGTH + 1)
                .zeros(10)
                .zeroEndedText(salt.text().substring(8))
                .zeroEndedText(NativePassword.PLUGIN)
                .toBytes());
    }

    /** Asks a client that began with another method for the native password. */
    public void writeAuthSwitchTo(PacketChannel channel) {
        channel.write(new PayloadWriter()
                .u8(0xfe)
                .zeroEndedText(NativePassword.PLUGIN)
                .zeroEndedText(salt.text())
                .toBytes());
    }
}
