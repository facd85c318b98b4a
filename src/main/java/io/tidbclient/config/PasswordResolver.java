package io.tidbclient.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Finds the password, before any connection is tried: from the strongest source that says anything about it, else by
 * asking on a terminal.
 */
public final class PasswordResolver {
    private static final List<Setting<?>> SOURCES = List.of(
            Settings.PASSWORD_FILE,
            Settings.PASSWORD_STDIN,
            Settings.NO_PASSWORD,
            Settings.ASK_PASSWORD,
            Settings.PASSWORD);

    private final PasswordPrompt prompt;
    private final InputStream standardInput;

    /**
     * @param prompt for when it has to be asked for
     * @param standardInput read, one line of it, with {@code --password-stdin} alone; left open
     */
    public PasswordResolver(PasswordPrompt prompt, InputStream standardInput) {
        this.prompt = prompt;
        this.standardInput = standardInput;
    }

    /**
     * The password for these settings, which must want {@link Settings#CONNECTING}.
     *
     * @throws ConfigException when there is none, when two sources at the same place say different things, or when one
     *     cannot be read
     */
    public ResolvedPassword resolve(ResolvedSettings settings) {
        for (Layer layer : settings.layers()) {
            List<Setting<?>> speaking = SOURCES.stream()
                    .filter(source -> layer.find(source).isPresent())
                    .filter(source -> speaks(source, settings))
                    .toList();
            if (speaking.size() > 1) {
                throw new ConfigException("%s and %s both say where the password comes from; give one of them."
                        .formatted(settings.subject(speaking.get(0)), settings.subject(speaking.get(1))));
            }
            if (!speaking.isEmpty()) {
                return from(speaking.getFirst(), settings);
            }
        }
        if (!prompt.available()) {
            throw new ConfigException("There is no password and no terminal to ask on; use --password-file,"
                    + " --password-stdin, TIDB_PASSWORD or, for the empty password, --no-password.");
        }
        return ask(settings);
    }

    /** A flag that a stronger source turned off says nothing, wherever else it is turned on. */
    private static boolean speaks(Setting<?> source, ResolvedSettings settings) {
        return !source.isFlag()
                || settings.find(source).filter(Boolean.TRUE::equals).isPresent();
    }

    private ResolvedPassword from(Setting<?> source, ResolvedSettings settings) {
        Origin origin = settings.origin(source);
        if (source.equals(Settings.PASSWORD)) {
            return new ResolvedPassword(settings.get(Settings.PASSWORD), origin, looseDefaultsFile(settings));
        }
        if (source.equals(Settings.PASSWORD_FILE)) {
            PasswordFile file = new PasswordFile(settings.get(Settings.PASSWORD_FILE));
            Secret secret = file.read(settings.subject(Settings.PASSWORD_FILE));
            return new ResolvedPassword(secret, origin, file.warning().stream().toList());
        }
        if (source.equals(Settings.PASSWORD_STDIN)) {
            return new ResolvedPassword(fromStandardInput(settings), origin, List.of());
        }
        if (source.equals(Settings.NO_PASSWORD)) {
            return new ResolvedPassword(Secret.EMPTY, origin, List.of());
        }
        if (!prompt.available()) {
            throw new ConfigException(settings.subject(Settings.ASK_PASSWORD)
                    + ": there is no terminal to ask on; use --password-file, --password-stdin or TIDB_PASSWORD.");
        }
        return ask(settings);
    }

    private Secret fromStandardInput(ResolvedSettings settings) {
        String subject = settings.subject(Settings.PASSWORD_STDIN);
        try {
            return SecretLine.read(standardInput, subject);
        } catch (IOException e) {
            throw new ConfigException(subject + ": standard input cannot be read; use --password-file.", e);
        }
    }

    private ResolvedPassword ask(ResolvedSettings settings) {
        String user = ConnectionPlanner.user(settings);
        Target target = ConnectionPlanner.targets(settings).getFirst();
        return new ResolvedPassword(prompt.ask(user, target), new Origin.Prompt(), List.of());
    }

    private static List<String> looseDefaultsFile(ResolvedSettings settings) {
        if (!(settings.origin(Settings.PASSWORD) instanceof Origin.DefaultsFile)) {
            return List.of();
        }
        return settings.find(Settings.DEFAULTS_FILE).flatMap(path -> new PasswordFile(path).warning()).stream()
                .toList();
    }
}
