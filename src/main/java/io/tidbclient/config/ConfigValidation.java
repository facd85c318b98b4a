package io.tidbclient.config;

import java.util.Optional;
import java.util.stream.Stream;

/** Reads all settings and reports every mistake in them, for {@code config validate}. */
public final class ConfigValidation {
    private final Invocation invocation;
    private final MistakeReporter mistakes;

    /** @param mistakes is given each mistake */
    public ConfigValidation(Invocation invocation, MistakeReporter mistakes) {
        this.invocation = invocation;
        this.mistakes = mistakes;
    }

    /**
     * Reads options, variables, the my.cnf, and the YAML file with all its profiles, those that are not in use among
     * them. Of variables and the my.cnf only the values in effect count: the others may be for another program.
     *
     * @return the settings in effect, for the checks of what they say together; a value that cannot be parsed throws its
     *     mistake again when it is read. Empty when a source cannot be read, since any setting may be in it.
     */
    public Optional<ResolvedSettings> settings() {
        Sources.Content content = new Sources(invocation, mistakes).read();
        layers(content.file()).forEach(this::parse);
        ResolvedSettings settings = SettingsResolver.resolve(content.layers(), invocation, mistakes);
        return content.complete() ? Optional.of(settings) : Optional.empty();
    }

    /** The layers of the top level, of each profile, of their URLs, and of the connections that they list. */
    private Stream<Layer> layers(ConfigFile file) {
        return Stream.concat(
                Stream.concat(Stream.of(file.top()), file.profiles().values().stream())
                        .flatMap(layer -> Stream.of(Stream.of(layer), url(layer), connections(layer))
                                .flatMap(layers -> layers)),
                Stream.concat(
                        Stream.of(file.serve().settings()),
                        file.serve().targets().stream().map(ListedTarget::own)));
    }

    private Stream<Layer> url(Layer layer) {
        return layer
                .find(ConnectionOptions.URL)
                .flatMap(url -> mistakes.attempt(url.origin(), () -> UrlLayer.of(url)))
                .stream();
    }

    private static Stream<Layer> connections(Layer layer) {
        return layer.connections().stream()
                .flatMap(list -> list.connections().stream())
                .map(ListedConnection::own);
    }

    private void parse(Layer layer) {
        for (Setting<?> setting : Settings.ALL) {
            layer.find(setting).ifPresent(entry -> SettingsResolver.parse(setting, entry, invocation, mistakes));
        }
    }
}
