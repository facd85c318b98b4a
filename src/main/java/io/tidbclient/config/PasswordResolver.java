package io.tidbclient.config;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Finds the password, before any connection is tried: from the strongest source that says anything about it, else by
 * asking on a terminal.
 */
public final class PasswordResolver {
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
     * The password for these settings, which must want {@link CommandSettings#CONNECTING}.
     *
     * @throws ConfigException when there is none, when two sources at the same place say different things, or when one
     *     cannot be read
     */
    public ResolvedPassword resolve(ResolvedSettings settings) {
        PasswordSource source = PasswordSource.of(settings);
        if (source.setting().isPresent()) {
            return from(source, settings);
        }
        if (!prompt.available()) {
            throw new ConfigException("There is no password" + of(settings)
                    + " and no terminal to ask on; use --password-file, --password-stdin, TIDB_PASSWORD or, for the"
                    + " empty password, --no-password.");
        }
        return ask(settings);
    }

    /** Which connection it is missing for, and why a password that the user sees in a URL is not taken. */
    private static String of(ResolvedSettings settings) {
        String connection = settings.connection()
                .map(listed -> " for the connection " + Quoted.of(listed.id()))
                .orElse("");
        String url = PasswordSource.unusedUrl(settings)
                .map(place -> " (the one in " + place + " is for that URL's host alone)")
                .orElse("");
        return connection + url;
    }

    private ResolvedPassword from(PasswordSource source, ResolvedSettings settings) {
        Setting<?> setting = source.setting().orElseThrow();
        Origin origin = source.origin();
        if (setting.equals(LoginOptions.PASSWORD)) {
            return new ResolvedPassword(
                    LoginOptions.PASSWORD.parse(source.text(), origin), origin, looseDefaultsFile(origin, settings));
        }
        if (setting.equals(LoginOptions.PASSWORD_FILE)) {
            PasswordFile file = new PasswordFile(settings.get(LoginOptions.PASSWORD_FILE));
            Secret secret = file.read(settings.subject(LoginOptions.PASSWORD_FILE));
            return new ResolvedPassword(secret, origin, file.warning().stream().toList());
        }
        if (setting.equals(LoginOptions.PASSWORD_STDIN)) {
            return new ResolvedPassword(fromStandardInput(settings), origin, List.of());
        }
        if (setting.equals(LoginOptions.NO_PASSWORD)) {
            return new ResolvedPassword(Secret.EMPTY, origin, List.of());
        }
        if (!prompt.available()) {
            throw new ConfigException(
                    "There is no terminal for %s to ask on; use --password-file, --password-stdin or TIDB_PASSWORD."
                            .formatted(settings.subject(LoginOptions.ASK_PASSWORD)));
        }
        return ask(settings);
    }

    private Secret fromStandardInput(ResolvedSettings settings) {
        String subject = settings.subject(LoginOptions.PASSWORD_STDIN);
        try {
            return SecretLine.read(standardInput, subject);
        } catch (IOException e) {
            throw new ConfigException(subject + ": standard input cannot be read; use --password-file.", e);
        }
    }

    private ResolvedPassword ask(ResolvedSettings settings) {
        String user = ConnectionPlanner.user(settings);
        ServerAddress target = ConnectionPlanner.targets(settings).getFirst();
        return new ResolvedPassword(prompt.ask(user, target), new Origin.Prompt(), List.of());
    }

    private static List<String> looseDefaultsFile(Origin origin, ResolvedSettings settings) {
        if (!(origin instanceof Origin.DefaultsFile)) {
            return List.of();
        }
        return settings
                .find(ConfigurationOptions.DEFAULTS_FILE)
                .flatMap(path -> new PasswordFile(path).warning())
                .stream()
                .toList();
    }
}
