package io.tidbclient.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one place says about one setting.
 *
 * @param text as it stands there; may be a password
 * @param origin the place
 * @param base what a relative path is relative to
 * @param mistake why there is no text, if what stands there is no text that the setting may have
 */
record Entry(String text, Origin origin, Path base, Optional<ConfigException> mistake) {
    private static final String HOME = "~/";

    Entry(String text, Origin origin, Path base) {
        this(text, origin, base, Optional.empty());
    }

    /** An entry for what has been reported as a mistake: the setting is given, and has no value. */
    static Entry rejected(Origin origin, Path base, ConfigException mistake) {
        return new Entry("", origin, base, Optional.of(mistake));
    }

    /** @throws ConfigException the mistake, when it has one */
    @Override
    public String text() {
        mistake.ifPresent(reported -> {
            throw reported;
        });
        return text;
    }

    /**
     * The text to read the value from: as it is, but a path made absolute.
     *
     * @throws ConfigException the mistake, when it has one, or that it is not a path
     */
    String located(Setting<?> setting, Path homeDirectory) {
        String path = text();
        if (setting.kind() != Setting.Kind.PATH || path.isBlank()) {
            return path;
        }
        try {
            Path absolute =
                    path.startsWith(HOME) ? homeDirectory.resolve(path.substring(HOME.length())) : base.resolve(path);
            return absolute.normalize().toString();
        } catch (InvalidPathException e) {
            throw new ConfigException(
                    "%s: %s is not a path; give a file's path.".formatted(origin.subject(setting), Quoted.of(path)), e);
        }
    }

    /** The place alone. */
    @Override
    public String toString() {
        return origin.describe();
    }
}
