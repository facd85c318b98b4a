package io.tidbclient.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the sources of settings and puts them into order. */
final class Sources {
    private final Invocation invocation;
    private final MistakeReporter mistakes;

    Sources(Invocation invocation) {
        this(invocation, MistakeReporter.FIRST);
    }

    /** @param mistakes is given what is wrong with the sources; a source that cannot be read then says nothing */
    Sources(Invocation invocation, MistakeReporter mistakes) {
        this.invocation = invocation;
        this.mistakes = mistakes;
    }

    /**
     * What the sources say.
     *
     * @param file the YAML file, {@link ConfigFile#NONE} without one
     * @param layers strongest first
     * @param complete whether each source could be read
     */
    record Content(ConfigFile file, List<Layer> layers, boolean complete) {
        Content {
            layers = List.copyOf(layers);
        }
    }

    /** Every source, strongest first: option, variable, my.cnf, profile, file, and the URL just below its own place. */
    List<Layer> layers() {
        return read().layers();
    }

    /** {@link #layers()}, and the whole YAML file that some of them are from. */
    Content read() {
        Layer options = options();
        Layer variables = variables();
        List<Layer> typed = List.of(options, variables);
        Optional<ConfigFile> file =
                mistakes.attempt(origin(typed, ConfigurationOptions.CONFIG), () -> configFile(typed));
        Layer top = file.map(ConfigFile::top).orElse(Layer.EMPTY);
        List<Layer> named = List.of(options, variables, top);
        Optional<Layer> profile = file.flatMap(
                found -> mistakes.attempt(origin(named, ConfigurationOptions.PROFILE), () -> profile(named, found)));
        List<Layer> naming = List.of(options, variables, profile.orElse(Layer.EMPTY), top);
        Optional<Layer> defaultsFile =
                mistakes.attempt(origin(naming, ConfigurationOptions.DEFAULTS_FILE), () -> defaultsFile(naming));
        List<Layer> layers = List.of(
                options,
                variables,
                defaultsFile.orElse(Layer.EMPTY),
                file.filter(found -> invocation.wanted().contains(ServeOptions.LISTEN))
                        .map(found -> found.serve().settings())
                        .orElse(Layer.EMPTY),
                profile.orElse(Layer.EMPTY),
                top,
                defaultsFile.map(Sources::thisMachine).orElse(Layer.EMPTY));
        // A command that connects to nothing has no use for a URL, with a mistake in it or without.
        Optional<List<Layer>> withUrl = invocation.wanted().contains(ConnectionOptions.HOST)
                ? mistakes.attempt(origin(layers, ConnectionOptions.URL), () -> withUrl(layers))
                : Optional.of(layers);
        return new Content(
                file.orElse(ConfigFile.NONE),
                withUrl.orElse(layers),
                file.isPresent() && profile.isPresent() && defaultsFile.isPresent() && withUrl.isPresent());
    }

    /** A my.cnf without a host leads to this machine, unless a weaker source names one: never to the default host. */
    private static Layer thisMachine(Layer defaultsFile) {
        return defaultsFile.entries().values().stream()
                .filter(entry -> defaultsFile.find(ConnectionOptions.HOST).isEmpty())
                .findFirst()
                .map(entry -> new Layer(Map.of(
                        ConnectionOptions.HOST.key(), new Entry(ServerUrl.THIS_MACHINE, entry.origin(), entry.base()))))
                .orElse(Layer.EMPTY);
    }

    private static Origin origin(List<Layer> layers, Setting<?> setting) {
        return strongest(layers, setting).map(Entry::origin).orElseGet(Origin.Default::new);
    }

    /** The YAML file that applies, {@link ConfigFile#NONE} without one. */
    ConfigFile configFile() {
        return configFile(typed());
    }

    /** Whether the YAML file that applies was not named but found in the working directory. */
    boolean readsLocalFile() {
        return strongest(typed(), ConfigurationOptions.CONFIG).isEmpty()
                && new ConfigFileLocator(invocation).findsLocal();
    }

    static Optional<Entry> strongest(List<Layer> layers, Setting<?> setting) {
        return layers.stream().flatMap(layer -> layer.find(setting).stream()).findFirst();
    }

    /** Options and variables, which need no file. */
    List<Layer> typed() {
        return List.of(options(), variables());
    }

    private Layer variables() {
        return new Variables(invocation.environment(), invocation.workingDirectory()).layer();
    }

    private Layer options() {
        Map<String, Entry> entries = new HashMap<>();
        for (GivenOption option : invocation.options()) {
            Setting<?> setting = option.setting();
            Origin origin = new Origin.Option(option.name());
            String text = option.values().isEmpty() && setting.isFlag() ? "true" : String.join(",", option.values());
            Entry before = entries.get(setting.key());
            if (!setting.isRepeatable() && (before != null || option.values().size() > 1)) {
                ConfigException mistake = givenTwice(setting, origin);
                mistakes.report(origin, mistake);
                entries.put(setting.key(), Entry.rejected(origin, invocation.workingDirectory(), mistake));
                continue;
            }
            String joined = before == null ? text : before.text() + "," + text;
            entries.put(setting.key(), new Entry(joined, origin, invocation.workingDirectory()));
        }
        return new Layer(entries);
    }

    private Path locate(Setting<Path> setting, Entry entry) {
        return setting.parse(entry.located(setting, invocation.homeDirectory()), entry.origin());
    }

    private static ConfigException givenTwice(Setting<?> setting, Origin origin) {
        return new ConfigException(origin.subject(setting) + ": it is given twice; give it once.");
    }

    private ConfigFile configFile(List<Layer> typed) {
        Optional<Entry> named = strongest(typed, ConfigurationOptions.CONFIG);
        Optional<Path> found = named.isPresent()
                ? named.map(entry -> locate(ConfigurationOptions.CONFIG, entry))
                : new ConfigFileLocator(invocation).find();
        return found.map(path -> {
                    String what = named.map(entry -> entry.origin().subject(ConfigurationOptions.CONFIG))
                            .orElse("configuration file");
                    return new ConfigFileReader(TextFile.in(invocation.workingDirectory(), path), mistakes).read(what);
                })
                .orElse(ConfigFile.NONE);
    }

    private static Layer profile(List<Layer> named, ConfigFile file) {
        return strongest(named, ConfigurationOptions.PROFILE)
                .map(entry -> file.profile(
                        ConfigurationOptions.PROFILE.parse(entry.text(), entry.origin()),
                        entry.origin().subject(ConfigurationOptions.PROFILE)))
                .orElse(Layer.EMPTY);
    }

    private Layer defaultsFile(List<Layer> named) {
        return strongest(named, ConfigurationOptions.DEFAULTS_FILE)
                .map(entry -> {
                    Path path = locate(ConfigurationOptions.DEFAULTS_FILE, entry);
                    TextFile file = TextFile.in(invocation.workingDirectory(), path);
                    return new DefaultsFile(file, invocation.workingDirectory())
                            .layer(entry.origin().subject(ConfigurationOptions.DEFAULTS_FILE));
                })
                .orElse(Layer.EMPTY);
    }

    /** Adds the parts of the one URL that applies: parts of two would send one server's password to the other. */
    static List<Layer> withUrl(List<Layer> layers) {
        List<Layer> all = new ArrayList<>();
        boolean applied = false;
        for (Layer layer : layers) {
            all.add(layer);
            Optional<Entry> url = layer.find(ConnectionOptions.URL);
            if (url.isPresent() && !applied) {
                all.add(UrlLayer.of(url.get()));
                applied = true;
            }
        }
        return all;
    }
}
