package io.tidbclient.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns what was typed, exported and written into files into values, the strongest source first: option, the parts of
 * {@code --url}, {@code TIDB_…} variable, the parts of {@code DATABASE_URL}, {@code --defaults-file}, the YAML file's
 * profile, its top level, default.
 */
public final class SettingsResolver {
    private static final Origin DEFAULT = new Origin.Default();

    private SettingsResolver() {}

    /**
     * Reads every source and every value that is wanted.
     *
     * @throws ConfigException for the first mistake: one sentence with its place and the remedy
     */
    public static ResolvedSettings resolve(Invocation invocation) {
        List<Layer> layers = new Sources(invocation).layers();
        Map<Setting<?>, ResolvedSettings.Resolved<?>> values = values(invocation.wanted(), layers, invocation);
        List<String> warnings =
                new ArrayList<>(new Variables(invocation.environment(), invocation.workingDirectory()).warnings());
        unusedCa(values).ifPresent(warnings::add);
        Optional<ConnectionList> list = ConnectionList.of(layers);
        if (list.isPresent() && invocation.wanted().contains(Settings.CONNECTIONS)) {
            warnings.addAll(list.get().warnings(layers));
        }
        return ResolvedSettings.of(values, layers, warnings, list.map(found -> listed(found, layers, invocation)));
    }

    /** A command that takes no list leaves the connections in it alone, with their mistakes. */
    private static ResolvedSettings.Listed listed(ConnectionList list, List<Layer> general, Invocation invocation) {
        List<Setting<?>> wanted = invocation.wanted().stream()
                .filter(setting -> Settings.CONNECTING.contains(setting) || setting.equals(Settings.DEFAULTS_FILE))
                .toList();
        List<ListedConnection> connections = wanted.contains(Settings.CONNECTIONS) ? list.connections() : List.of();
        return new ResolvedSettings.Listed(
                list.origin(),
                connections.stream()
                        .map(connection -> connection(connection, wanted, general, invocation))
                        .toList());
    }

    private static ResolvedSettings connection(
            ListedConnection connection, List<Setting<?>> wanted, List<Layer> general, Invocation invocation) {
        List<Layer> layers = connection.on(general);
        return ResolvedSettings.ofConnection(connection, values(wanted, layers, invocation), layers);
    }

    private static Map<Setting<?>, ResolvedSettings.Resolved<?>> values(
            List<Setting<?>> wanted, List<Layer> layers, Invocation invocation) {
        Map<Setting<?>, ResolvedSettings.Resolved<?>> values = new LinkedHashMap<>();
        for (Setting<?> setting : wanted) {
            values.put(setting, value(setting, layers, invocation));
        }
        return values;
    }

    /**
     * The names of the profiles in the YAML file that applies, in its order.
     *
     * @throws ConfigException when that file cannot be read
     */
    public static List<String> profiles(Invocation invocation) {
        return List.copyOf(new Sources(invocation).configFile().profiles().keySet());
    }

    /** Whether the YAML file that applies is one that nobody named and that just lies in the working directory. */
    public static boolean readsLocalFile(Invocation invocation) {
        return new Sources(invocation).readsLocalFile();
    }

    /**
     * Every mistake, for {@code config validate}: also in profiles and values that are not in use.
     *
     * @return none when all is well
     */
    public static List<String> problems(Invocation invocation) {
        Set<String> problems = new LinkedHashSet<>();
        try {
            ConfigFile file = new Sources(invocation).configFile();
            List<Layer> layers = new ArrayList<>(file.profiles().values());
            layers.addFirst(file.top());
            for (Layer layer : layers) {
                problems.addAll(problems(layer, invocation));
                layer.connections().stream()
                        .flatMap(list -> list.connections().stream())
                        .forEach(connection -> problems.addAll(problems(connection.own(), invocation)));
            }
            resolve(invocation);
        } catch (ConfigException e) {
            problems.add(e.getMessage());
        }
        return List.copyOf(problems);
    }

    private static List<String> problems(Layer layer, Invocation invocation) {
        List<String> problems = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            try {
                layer.find(setting).ifPresent(entry -> parse(setting, entry, invocation));
            } catch (ConfigException e) {
                problems.add(e.getMessage());
            }
        }
        return problems;
    }

    private static <T> ResolvedSettings.Resolved<T> value(
            Setting<T> setting, List<Layer> layers, Invocation invocation) {
        return Sources.strongest(layers, setting)
                .map(entry -> parse(setting, entry, invocation))
                .orElseGet(() -> new ResolvedSettings.Resolved<>(
                        setting.defaultText().map(text -> setting.parse(text, DEFAULT)),
                        setting.defaultText().orElse(""),
                        DEFAULT));
    }

    private static <T> ResolvedSettings.Resolved<T> parse(Setting<T> setting, Entry entry, Invocation invocation) {
        String text = entry.located(setting, invocation.homeDirectory());
        return new ResolvedSettings.Resolved<>(Optional.of(setting.parse(text, entry.origin())), text, entry.origin());
    }

    /** A CA that is given and not looked at deceives; the mode's default depends on it for that reason. */
    private static Optional<String> unusedCa(Map<Setting<?>, ResolvedSettings.Resolved<?>> values) {
        boolean verifies = Optional.ofNullable(values.get(Settings.SSL_MODE))
                .flatMap(ResolvedSettings.Resolved::value)
                .map(mode -> ((SslMode) mode).verifiesChain())
                .orElse(true);
        return Optional.ofNullable(values.get(Settings.SSL_CA))
                .filter(ca -> !verifies && ca.value().isPresent())
                .map(ca -> ca.origin().subject(Settings.SSL_CA)
                        + ": the CA is not used with this ssl-mode; verify-ca or verify-identity would use it.");
    }
}
