package io.tidbclient.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a password from the first line of a stream, without reading on. */
final class SecretLine {
    /** Longer than any password: TiDB and MySQL cap what they hash far below. */
    private static final int MOST_BYTES = 4096;

    private SecretLine() {}

    /**
     * The first line without its end, and without the byte order mark that some editors begin a file with.
     *
     * @param what what a message begins with, naming the source
     * @throws ConfigException when it is empty, too long, or not UTF-8; none of it is quoted
     */
    static Secret read(InputStream in, String what) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (line.size() == MOST_BYTES) {
                throw new ConfigException("%s: the first line is longer than %d bytes; give the password alone on it."
                        .formatted(what, MOST_BYTES));
            }
            line.write(next);
            next = in.read();
        }
        return Secret.of(required(decode(line.toByteArray(), what), what));
    }

    /** A password without the line end behind it that a file or a pipeline has added. */
    static String withoutEnd(String text) {
        String line = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    private static String required(String line, String what) {
        String marked = line.startsWith(TextFile.BYTE_ORDER_MARK) ? line.substring(1) : line;
        String password = withoutEnd(marked);
        if (password.isEmpty()) {
            throw new ConfigException(
                    what + ": the first line is empty; give the password on it, or --no-password for the empty one.");
        }
        return password;
    }

    private static String decode(byte[] bytes, String what) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(what + ": the first line is not UTF-8 text; save it as UTF-8.", e);
        }
    }
}
