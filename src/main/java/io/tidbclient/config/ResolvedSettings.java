package io.tidbclient.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The settings a command wanted, each with its value and where that came from. */
public final class ResolvedSettings {
    private final Map<Setting<?>, Resolved<?>> values;
    private final List<Layer> layers;
    private final List<String> warnings;
    private final Optional<ListedConnection> connection;
    private final Optional<Listed> listed;

    private ResolvedSettings(
            Map<Setting<?>, Resolved<?>> values,
            List<Layer> layers,
            List<String> warnings,
            Optional<ListedConnection> connection,
            Optional<Listed> listed) {
        this.values = new LinkedHashMap<>(values);
        this.layers = List.copyOf(layers);
        this.warnings = List.copyOf(warnings);
        this.connection = connection;
        this.listed = listed;
    }

    /**
     * A command's settings.
     *
     * @param values in the order of the catalogue
     * @param layers strongest first
     * @param listed the connections that the YAML file lists, if that list applies
     */
    static ResolvedSettings of(
            Map<Setting<?>, Resolved<?>> values, List<Layer> layers, List<String> warnings, Optional<Listed> listed) {
        return new ResolvedSettings(values, layers, warnings, Optional.empty(), listed);
    }

    /**
     * The settings of a listed connection.
     *
     * @param values in the order of the catalogue
     * @param layers strongest first, its own on top
     */
    static ResolvedSettings ofConnection(
            ListedConnection connection, Map<Setting<?>, Resolved<?>> values, List<Layer> layers) {
        return new ResolvedSettings(values, layers, List.of(), Optional.of(connection), Optional.empty());
    }

    /**
     * The connections that the YAML file lists.
     *
     * @param origin where the list stands
     * @param connections the settings of each, in the order of the file; none when the command takes no list
     */
    record Listed(Origin origin, List<ResolvedSettings> connections) {
        Listed {
            connections = List.copyOf(connections);
        }
    }

    /**
     * One setting's value.
     *
     * @param value empty when none was given and there is no default
     * @param text what it was read from
     * @param mistake why there is no value, if the one that was given cannot be parsed
     * @param <T> the value's type
     */
    record Resolved<T>(Optional<T> value, String text, Origin origin, Optional<ConfigException> mistake) {
        Resolved(Optional<T> value, String text, Origin origin) {
            this(value, text, origin, Optional.empty());
        }

        /** A value that cannot be parsed, after its mistake has been reported. */
        static <T> Resolved<T> rejected(Origin origin, ConfigException mistake) {
            return new Resolved<>(Optional.empty(), "", origin, Optional.of(mistake));
        }

        /** @throws ConfigException the mistake, when it has one */
        @Override
        public Optional<T> value() {
            mistake.ifPresent(reported -> {
                throw reported;
            });
            return value;
        }

        @Override
        public String toString() {
            return origin.describe();
        }
    }

    /**
     * The value of a setting that has a default.
     *
     * @throws NoSuchElementException when it has none and no value was given
     * @throws IllegalArgumentException when the command doesn't want the setting
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new NoSuchElementException(setting.key() + " is not set"));
    }

    /**
     * The value of a setting, if there is one.
     *
     * @throws IllegalArgumentException when the command doesn't want the setting
     * @throws ConfigException when a value was given that cannot be parsed, which {@link ConfigValidation} alone allows
     */
    public <T> Optional<T> find(Setting<T> setting) {
        return resolved(setting).value();
    }

    /** Where a setting's value came from; {@link Origin.Default} also when it has none. */
    public Origin origin(Setting<?> setting) {
        return resolved(setting).origin();
    }

    /** Where a setting's value came from, as {@link #origin} says it; the default of one that the command didn't want. */
    Origin place(Setting<?> setting) {
        return isWanted(setting) ? origin(setting) : new Origin.Default();
    }

    /**
     * The settings of the connection of this name: those of the connection that is listed under it, else these.
     *
     * @param name as in {@link ConnectionSettings#name}
     */
    public ResolvedSettings ofConnection(String name) {
        return listed.stream()
                .flatMap(list -> list.connections().stream())
                .filter(settings -> settings.connection.orElseThrow().id().equals(name))
                .findFirst()
                .orElse(this);
    }

    /** Whether the command wanted this setting, and so may ask for it. */
    public boolean isWanted(Setting<?> setting) {
        return values.containsKey(setting);
    }

    /** Whether the user gave a value, in whichever place. */
    public boolean isGiven(Setting<?> setting) {
        return !(origin(setting) instanceof Origin.Default);
    }

    /** Whether the user said where to connect, by a host or by a list of connections. */
    public boolean namesServer() {
        return listed.isPresent() || isGiven(ConnectionOptions.HOST);
    }

    /** What a message about a setting begins with, so that the user finds the place to mend. */
    public String subject(Setting<?> setting) {
        return origin(setting).subject(setting);
    }

    /** What the user may not have meant, one sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    /** All of them for {@code config show}, without secrets. */
    public List<SettingRow> rows() {
        return values.entrySet().stream()
                .map(entry -> listed.filter(list -> entry.getKey().equals(RunOptions.CONNECTIONS))
                        .map(ResolvedSettings::row)
                        .orElseGet(() -> row(entry.getKey(), entry.getValue())))
                .toList();
    }

    /** What each listed connection says itself, for {@code config show}; none without a list. */
    public List<ConnectionRows> connectionRows() {
        return listed.stream()
                .flatMap(list -> list.connections().stream())
                .map(ResolvedSettings::ownRows)
                .toList();
    }

    /** The connections that the YAML file lists, if that list applies. */
    Optional<Listed> listed() {
        return listed;
    }

    /** The listed connection that these settings are for, if they are for one. */
    Optional<ListedConnection> connection() {
        return connection;
    }

    /** What each source says, strongest first. */
    List<Layer> layers() {
        return layers;
    }

    /** The keys and origins alone. */
    @Override
    public String toString() {
        return values.toString();
    }

    private static SettingRow row(Listed list) {
        return new SettingRow(
                RunOptions.CONNECTIONS.key(),
                String.valueOf(list.connections().size()),
                list.origin().describe());
    }

    private ConnectionRows ownRows() {
        ListedConnection own = connection.orElseThrow();
        List<SettingRow> rows = ListedConnection.SETTINGS.stream()
                .filter(setting -> own.own().find(setting).isPresent())
                .map(setting -> row(setting, resolved(setting)))
                .toList();
        return new ConnectionRows(own.id(), rows);
    }

    private static SettingRow row(Setting<?> setting, Resolved<?> resolved) {
        if (resolved.mistake().isPresent()) {
            return new SettingRow(setting.key(), "", resolved.origin().describe());
        }
        if (resolved.value().isEmpty()) {
            return new SettingRow(setting.key(), "", "not set");
        }
        String text = setting.isSecret() ? resolved.value().get().toString() : resolved.text();
        return new SettingRow(setting.key(), text, resolved.origin().describe());
    }

    // A key is declared once, so the value read for it has the type its setting declares.
    @SuppressWarnings("unchecked")
    private <T> Resolved<T> resolved(Setting<T> setting) {
        Resolved<?> resolved = values.get(setting);
        if (resolved == null) {
            throw new IllegalArgumentException("the command did not ask for " + setting.key());
        }
        return (Resolved<T>) resolved;
    }
}
