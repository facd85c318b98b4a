package io.tidbclient.config;

import io.tidbclient.fuzz.FuzzInput;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Files of any bytes as tidb-client.yaml, my.cnf, CA file or password file: the first byte chooses which. */
public final class ConfigFilesFuzz {
    private static final Path FOLDER = folder();

    private ConfigFilesFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        Asked asked = new Asked(FOLDER).option("-u", "root").file("any", content);
        switch (input[0] & 3) {
            case 0 -> asked.option("--config", "any");
            case 1 -> asked.option("--defaults-file", "any");
            case 2 -> asked.option("--ssl-ca", "any");
            default -> asked.option("--password-file", "any");
        }
        String mistake = asked.mistake();
        if (!mistake.startsWith("no mistake")) {
            FuzzInput.requireSentence(mistake, 20_000);
        }
    }

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("fuzz");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
