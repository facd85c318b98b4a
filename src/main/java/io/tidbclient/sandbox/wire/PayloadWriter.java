package io.tidbclient.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the protocol's data types, little-endian, into one payload. Texts are UTF-8. */
final class PayloadWriter {
    private static final int NULL_VALUE = 0xfb;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    PayloadWriter u8(int value) {
        out.write(value);
        return this;
    }

    PayloadWriter u16(int value) {
        return unsigned(value, 2);
    }

    PayloadWriter u32(long value) {
        return unsigned(value, 4);
    }

    PayloadWriter zeros(int count) {
        return bytes(new byte[count]);
    }

    PayloadWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    PayloadWriter fixedText(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    PayloadWriter zeroEndedText(String text) {
        return fixedText(text).u8(0);
    }

    PayloadWriter lengthEncoded(long value) {
        if (value < 0xfb) {
            return u8((int) value);
        }
        if (value <= 0xffff) {
            return u8(0xfc).unsigned(value, 2);
        }
        if (value <= 0xffffff) {
            return u8(0xfd).unsigned(value, 3);
        }
        return u8(0xfe).unsigned(value, 8);
    }

    PayloadWriter lengthEncodedText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return lengthEncoded(bytes.length).bytes(bytes);
    }

    /** A value of a text row; an empty one is NULL. */
    PayloadWriter value(Optional<String> value) {
        return value.map(this::lengthEncodedText).orElseGet(() -> u8(NULL_VALUE));
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private PayloadWriter unsigned(long value, int width) {
        for (int shift = 0; shift < width; shift++) {
            out.write((int) (value >>> (8 * shift)));
        }
        return this;
    }
}
