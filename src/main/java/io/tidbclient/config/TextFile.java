package io.tidbclient.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A small text file that the user named. Pipes are as good as files, so that {@code <(…)} of a shell works.
 *
 * @param path where it is
 * @param name how messages call it
 */
public record TextFile(Path path, String name) {
    /** No configuration, key or bundle of certificates comes near it. */
    private static final int MOST_BYTES = 4 << 20;

    /** Some editors begin a file with it. */
    static final String BYTE_ORDER_MARK = "\ufeff";

    private static final String RAW_MARK =
            new String(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    /** What is done with the open file. */
    @FunctionalInterface
    public interface Reading<T> {
        T from(InputStream in) throws IOException;
    }

    /** A file that messages call by its whole path. */
    public static TextFile at(Path file) {
        return new TextFile(file, file.toString());
    }

    /** A file that messages call by its path from {@code directory} on when it is in there. */
    static TextFile in(Path directory, Path file) {
        boolean inside = file.startsWith(directory) && !file.equals(directory);
        return new TextFile(file, (inside ? directory.relativize(file) : file).toString());
    }

    /**
     * All of it.
     *
     * @param what how a message begins that complains of it, the option for example
     * @throws ConfigException when it cannot be read, is a directory, too large, or not UTF-8
     */
    public String read(String what) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(what)))
                    .toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
        } catch (CharacterCodingException e) {
            throw wrong(what, "is not UTF-8 text; save it as UTF-8", e);
        }
    }

    /**
     * Its lines as bytes, one character for each (ISO 8859-1), for a file that may have parts in other encodings.
     *
     * @throws ConfigException when it cannot be read, is a directory, or too large
     */
    List<String> rawLines(String what) {
        String text = new String(bytes(what), StandardCharsets.ISO_8859_1);
        return (text.startsWith(RAW_MARK) ? text.substring(RAW_MARK.length()) : text)
                .lines()
                .toList();
    }

    /**
     * All of it as bytes.
     *
     * @throws ConfigException when it cannot be read, is a directory, or too large
     */
    byte[] bytes(String what) {
        byte[] bytes = open(what, in -> in.readNBytes(MOST_BYTES + 1));
        if (bytes.length > MOST_BYTES) {
            throw wrong(what, "is larger than %d MiB; check that it is the right one".formatted(MOST_BYTES >> 20));
        }
        return bytes;
    }

    /**
     * What {@code reading} makes of it; the file is closed whatever happens.
     *
     * @throws ConfigException when it cannot be read or is a directory
     */
    <T> T open(String what, Reading<T> reading) {
        if (Files.isDirectory(path)) {
            throw wrong(what, "is a directory; give a file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return reading.from(in);
        } catch (NoSuchFileException e) {
            throw wrong(what, "does not exist; check the path", e);
        } catch (AccessDeniedException e) {
            throw wrong(what, "may not be read by this user; check its permissions", e);
        } catch (IOException e) {
            throw wrong(what, "cannot be read; check the path and its permissions", e);
        }
    }

    /** A complaint about this file. */
    ConfigException wrong(String what, String sentence) {
        return new ConfigException(message(what, sentence));
    }

    private ConfigException wrong(String what, String sentence, IOException cause) {
        return new ConfigException(message(what, sentence), cause);
    }

    private String message(String what, String sentence) {
        return what + ": " + Quoted.path(Path.of(name)) + " " + sentence + ".";
    }
}
