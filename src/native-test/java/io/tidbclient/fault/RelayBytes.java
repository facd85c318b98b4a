package io.tidbclient.fault;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes that a relay sends: written in the table, or made as the protocol has them. */
final class RelayBytes {
    private static final int ALERT = 21;
    private static final int FATAL = 2;

    private RelayBytes() {}

    /** Text as Latin-1, with {@code \xNN}, {@code \r} and {@code \n}. */
    static byte[] of(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) != '\\') {
                bytes.write(text.charAt(at));
            } else if (text.charAt(at + 1) == 'x') {
                bytes.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
                at += 3;
            } else {
                bytes.write(text.charAt(at + 1) == 'r' ? '\r' : '\n');
                at++;
            }
        }
        return bytes.toByteArray();
    }

    /** The payload of an ERR packet of the MySQL protocol. */
    static byte[] error(int code, String state, String message) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xff);
        bytes.write(code & 0xff);
        bytes.write(code >> 8);
        bytes.writeBytes(("#" + state + message).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** A packet of the MySQL protocol. */
    static byte[] packet(byte[] payload, int sequence) {
        byte[] packet = new byte[payload.length + 4];
        packet[0] = (byte) payload.length;
        packet[1] = (byte) (payload.length >> 8);
        packet[3] = (byte) sequence;
        System.arraycopy(payload, 0, packet, 4, payload.length);
        return packet;
    }

    /** A fatal TLS alert in plain text (RFC 8446, 6). */
    static byte[] alert(int description) {
        return new byte[] {ALERT, 3, 3, 0, 2, FATAL, (byte) description};
    }
}
