package io.tidbclient.config;

import java.util.List;
import java.util.Optional;

/**
 * Where the password for some settings comes from. Settings with equal sources have the same password.
 *
 * @param setting the setting that says so; empty when nothing does, and the user is to be asked
 * @param origin the place of that setting
 * @param text what stands there; may be the password
 */
record PasswordSource(Optional<Setting<?>> setting, Origin origin, String text) {
    /** Settings that say where the password comes from, or what it is. */
    static final List<Setting<?>> SETTINGS = List.of(
            LoginOptions.PASSWORD_FILE,
            LoginOptions.PASSWORD_STDIN,
            LoginOptions.NO_PASSWORD,
            LoginOptions.ASK_PASSWORD,
            LoginOptions.PASSWORD);

    private static final PasswordSource PROMPT = new PasswordSource(Optional.empty(), new Origin.Prompt(), "");

    /**
     * The strongest source that says anything about the password. A URL's password is for that URL's hosts alone.
     *
     * @throws ConfigException when two settings at the same place do
     */
    static PasswordSource of(ResolvedSettings settings) {
        for (Layer layer : settings.layers()) {
            List<Setting<?>> speaking = SETTINGS.stream()
                    .filter(setting -> layer.find(setting).isPresent())
                    .filter(setting -> speaks(setting, settings))
                    .filter(setting -> !isUrlOfOthers(setting, layer, settings))
                    .toList();
            if (speaking.size() > 1) {
                throw new ConfigException("%s and %s both say where the password comes from; give one of them."
                        .formatted(settings.subject(speaking.get(0)), settings.subject(speaking.get(1))));
            }
            if (!speaking.isEmpty()) {
                Entry entry = layer.find(speaking.getFirst()).orElseThrow();
                return new PasswordSource(Optional.of(speaking.getFirst()), entry.origin(), entry.text());
            }
        }
        return PROMPT;
    }

    /** The URL that has a password, but for other hosts than that of these settings. */
    static Optional<String> unusedUrl(ResolvedSettings settings) {
        return settings.layers().stream()
                .filter(layer -> layer.find(LoginOptions.PASSWORD).isPresent())
                .filter(layer -> isUrlOfOthers(LoginOptions.PASSWORD, layer, settings))
                .flatMap(layer -> layer.find(LoginOptions.PASSWORD).stream())
                .map(entry -> entry.origin().describe())
                .findFirst();
    }

    /** The place alone. */
    @Override
    public String toString() {
        return origin.describe();
    }

    /** A flag that a stronger source turned off says nothing, wherever else it is turned on. */
    private static boolean speaks(Setting<?> setting, ResolvedSettings settings) {
        return !setting.isFlag()
                || settings.find(setting).filter(Boolean.TRUE::equals).isPresent();
    }

    private static boolean isUrlOfOthers(Setting<?> setting, Layer layer, ResolvedSettings settings) {
        boolean fromUrl = setting.equals(LoginOptions.PASSWORD)
                && layer.find(setting).orElseThrow().origin() instanceof Origin.Url;
        return fromUrl
                && layer.find(ConnectionOptions.HOST)
                        .map(hosts -> !covers(hosts, settings))
                        .orElse(false);
    }

    private static boolean covers(Entry hosts, ResolvedSettings settings) {
        List<ServerAddress> ofUrl = ConnectionOptions.HOST.parse(hosts.text(), hosts.origin()).stream()
                .map(host -> host.target(settings.get(ConnectionOptions.PORT)))
                .toList();
        return UrlCredentials.covers(ofUrl, ConnectionPlanner.targets(settings));
    }
}
