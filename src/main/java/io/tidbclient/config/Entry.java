package io.tidbclient.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What one place says about one setting.
 *
 * @param text as it stands there; may be a password
 * @param origin the place
 * @param base what a relative path is relative to
 */
record Entry(String text, Origin origin, Path base) {
    private static final String HOME = "~/";

    /** The text to read the value from: as it is, but a path made absolute. */
    String located(Setting<?> setting, Path homeDirectory) {
        if (setting.kind() != Setting.Kind.PATH || text.isBlank()) {
            return text;
        }
        try {
            Path path =
                    text.startsWith(HOME) ? homeDirectory.resolve(text.substring(HOME.length())) : base.resolve(text);
            return path.normalize().toString();
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is not a path; give a file's path.".formatted(origin.subject(setting), Quoted.of(text)), e);
        }
    }

    /** The place alone. */
    @Override
    public String toString() {
        return origin.describe();
    }
}
