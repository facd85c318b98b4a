package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.pem.PemBlock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads files in PEM. */
final class PemReader {
    /** Larger than any bundle of CA certificates; keeps a mistaken path from being read into memory whole. */
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    private PemReader() {}

    /**
     * The blocks of a file with a label that ends so.
     *
     * @param what the file is for, as the message calls it: {@code CA file} for example
     * @throws ConfigException when it cannot be read or has no PEM block in it
     */
    static List<PemBlock> read(Path path, String what, String label) {
        List<PemBlock> blocks = PemBlock.all(text(path, what));
        if (blocks.isEmpty()) {
            throw new ConfigException("The " + what + " " + path
                    + " is not PEM: it has no -----BEGIN …----- line; convert a DER file with openssl first.");
        }
        return blocks.stream().filter(block -> block.label().endsWith(label)).toList();
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
}
