package io.tidbclient.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the protocol's data types from one payload. Every read is checked: the bytes come from a stranger. */
final class PayloadReader {
    private final byte[] payload;
    private int at;

    PayloadReader(byte[] payload) {
        this.payload = payload;
    }

    int remaining() {
        return payload.length - at;
    }

    int u8() throws MalformedPacketException {
        require(1);
        return payload[at++] & 0xff;
    }

    int u32() throws MalformedPacketException {
        return (int) unsigned(4);
    }

    void skip(int count) throws MalformedPacketException {
        require(count);
        at += count;
    }

    byte[] bytes(int count) throws MalformedPacketException {
        require(count);
        at += count;
        return Arrays.copyOfRange(payload, at - count, at);
    }

    byte[] lengthEncodedBytes() throws MalformedPacketException {
        long length = lengthEncoded();
        if (length < 0 || length > remaining()) {
            throw malformed();
        }
        return bytes((int) length);
    }

    String zeroEndedText() throws MalformedPacketException {
        int end = at;
        while (end < payload.length && payload[end] != 0) {
            end++;
        }
        if (end == payload.length) {
            throw malformed();
        }
        String text = new String(payload, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }

    /** What is left, without the zero that some clients put at its end. */
    String restText() {
        int end = payload.length;
        if (end > at && payload[end - 1] == 0) {
            end--;
        }
        String text = new String(payload, at, end - at, StandardCharsets.UTF_8);
        at = payload.length;
        return text;
    }

    static MalformedPacketException malformed() {
        return new MalformedPacketException(new ErrorReply(1835, "HY000", "Malformed communication packet."));
    }

    private long lengthEncoded() throws MalformedPacketException {
        int first = u8();
        return switch (first) {
            case 0xfc -> unsigned(2);
            case 0xfd -> unsigned(3);
            case 0xfe -> unsigned(8);
            case 0xfb, 0xff -> throw malformed();
            default -> first;
        };
    }

    private long unsigned(int width) throws MalformedPacketException {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (payload[at++] & 0xffL) << (8 * i);
        }
        return value;
    }

    private void require(int count) throws MalformedPacketException {
        if (count < 0 || remaining() < count) {
            throw malformed();
        }
    }
}
