package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The blocks of a PEM file, whatever text stands between them (RFC 7468).
 *
 * @param path where it was read
 * @param blocks in the file's order
 */
record PemFile(Path path, List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    private static final Pattern WHITESPACE = Pattern.compile("\\s+");

    /** Larger than any bundle of CA certificates; keeps a mistaken path from being read into memory whole. */
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    /**
     * @param label {@code CERTIFICATE} for example
     * @param body what stands between its two lines
     */
    record Block(String label, String body) {
        /** Whether a password is needed to read it. */
        boolean encrypted() {
            return label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
        }

        /**
         * Its content.
         *
         * @throws IllegalArgumentException when it is not Base64
         */
        byte[] der() {
            return Base64.getDecoder().decode(WHITESPACE.matcher(body).replaceAll(""));
        }
    }

    /**
     * @param what the file is for, as the message calls it: {@code CA file} for example
     * @throws ConfigException when it cannot be read or has no PEM block in it
     */
    static PemFile read(Path path, String what) {
        PemFile file = new PemFile(path, parse(text(path, what)));
        if (file.blocks.isEmpty()) {
            throw new ConfigException("The " + what + " " + path
                    + " is not PEM: it has no -----BEGIN …----- line; convert a DER file with openssl first.");
        }
        return file;
    }

    /** The blocks with a label that ends so. */
    List<Block> labelled(String ending) {
        return blocks.stream().filter(block -> block.label.endsWith(ending)).toList();
    }

    private static String text(Path path, String what) {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new ConfigException("The " + what + " " + path + " is too large to be a PEM file.");
            }
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            String why = Files.exists(path) ? "cannot be read; check its permissions" : "does not exist";
            throw new ConfigException("The " + what + " " + path + " " + why + ".", e);
        }
    }

    private static List<Block> parse(String text) {
        return BLOCK.matcher(text)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }
}
