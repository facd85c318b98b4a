package io.tidbclient.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;

/**
 * A file with a password in it.
 *
 * @param path where it is
 */
public record PasswordFile(Path path) {
    /**
     * Its first line.
     *
     * @param what what a message begins with
     * @throws ConfigException when it cannot be read, or its first line is no password
     */
    public Secret read(String what) {
        return TextFile.at(path).open(what, in -> SecretLine.read(in, what));
    }

    /** What to say when every user of the machine can read it; nothing where there are no such permissions. */
    Optional<String> warning() {
        try {
            // A pipe, as a shell's <(…) makes it, is gone before anybody else could read it.
            boolean loose = Files.isRegularFile(path)
                    && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_READ);
            return loose
                    ? Optional.of("%s can be read by every user of this machine; chmod 600 keeps them out."
                            .formatted(Quoted.path(path)))
                    : Optional.empty();
        } catch (UnsupportedOperationException | IOException e) {
            return Optional.empty();
        }
    }
}
