package io.tidbclient.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text form of URLs (RFC 3986, section 2.1), in which a plus sign is a plus sign. */
final class PercentText {
    private PercentText() {}

    /**
     * Decodes one part of a URL.
     *
     * @param what what the part is, for the message, which doesn't quote it
     */
    static String decode(String encoded, String what) {
        if (encoded.indexOf('%') < 0) {
            return encoded;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        int from = 0;
        for (int percent = encoded.indexOf('%'); percent >= 0; percent = encoded.indexOf('%', from)) {
            bytes.writeBytes(encoded.substring(from, percent).getBytes(StandardCharsets.UTF_8));
            bytes.write(octet(encoded, percent, what));
            from = percent + 3;
        }
        bytes.writeBytes(encoded.substring(from).getBytes(StandardCharsets.UTF_8));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its " + what + " is not UTF-8 once decoded; check the %-signs", e);
        }
    }

    private static int octet(String encoded, int percent, String what) {
        int high = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 1), 16) : -1;
        int low = percent + 2 < encoded.length() ? Character.digit(encoded.charAt(percent + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new IllegalArgumentException(
                    "its " + what + " has a % that no two hexadecimal digits follow; write a % as %25");
        }
        return high * 16 + low;
    }
}
