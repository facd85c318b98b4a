package io.tidbclient.sandbox.wire;

import java.util.Optional;

/**
 * What a client answers to the greeting.
 *
 * @param capabilities those of the client
 * @param tlsAsked whether it only asks for TLS, and sends the rest once that has begun
 * @param user may be empty
 * @param password the proof of the password
 * @param database the one to use
 * @param plugin the method the proof was made with; empty when the client does not name one
 */
public record LoginRequest(
        Capabilities capabilities,
        boolean tlsAsked,
        String user,
        PasswordProof password,
        Optional<String> database,
        Optional<String> plugin) {
    /** The part that is sent before TLS, and its whole length then. */
    private static final int HEADER = 32;

    private static final ErrorReply BAD_HANDSHAKE = new ErrorReply(1043, "08S01", "Bad handshake");

    /**
     * From the client's packet.
     *
     * @throws MalformedPacketException for anything but a login since MySQL 4.1
     */
    public static LoginRequest parse(byte[] payload) throws MalformedPacketException {
        if (payload.length < HEADER) {
            throw new MalformedPacketException(BAD_HANDSHAKE);
        }
        PayloadReader reader = new PayloadReader(payload);
        Capabilities capabilities = new Capabilities(reader.u32());
        if (!capabilities.has(Capability.PROTOCOL_41)) {
            throw new MalformedPacketException(BAD_HANDSHAKE);
        }
        reader.skip(HEADER - 4);
        if (reader.remaining() == 0) {
            return new LoginRequest(
                    capabilities,
                    capabilities.has(Capability.SSL),
                    "",
                    new PasswordProof(new byte[0]),
                    Optional.empty(),
                    Optional.empty());
        }
        String user = reader.zeroEndedText();
        PasswordProof proof = proof(reader, capabilities);
        boolean named = capabilities.has(Capability.CONNECT_WITH_DB) && reader.remaining() > 0;
        Optional<String> database =
                named ? Optional.of(reader.zeroEndedText()).filter(name -> !name.isEmpty()) : Optional.empty();
        boolean plugged = capabilities.has(Capability.PLUGIN_AUTH) && reader.remaining() > 0;
        Optional<String> plugin = plugged ? Optional.of(reader.zeroEndedText()) : Optional.empty();
        // Connection attributes may follow; they are not read.
        return new LoginRequest(capabilities, false, user, proof, database, plugin);
    }

    private static PasswordProof proof(PayloadReader reader, Capabilities capabilities)
            throws MalformedPacketException {
        if (capabilities.has(Capability.PLUGIN_AUTH_LENENC)) {
            return new PasswordProof(reader.lengthEncodedBytes());
        }
        if (capabilities.has(Capability.SECURE_CONNECTION)) {
            return new PasswordProof(reader.bytes(reader.u8()));
        }
        throw new MalformedPacketException(BAD_HANDSHAKE);
    }
}
