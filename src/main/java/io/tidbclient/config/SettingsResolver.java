package io.tidbclient.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        return resolve(new Sources(invocation).layers(), invocation, MistakeReporter.FIRST);
    }

    /**
     * Reads every value that is wanted.
     *
     * @param layers strongest first
     * @param mistakes is given each value that cannot be parsed, which throws its mistake again when it is asked for
     */
    static ResolvedSettings resolve(List<Layer> layers, Invocation invocation, MistakeReporter mistakes) {
        Map<Setting<?>, ResolvedSettings.Resolved<?>> values =
                values(invocation.wanted(), UrlCredentials.withheld(layers), invocation, mistakes);
        refuseForeignUrl(values, invocation);
        refuseQuietAndVerbose(values, mistakes);
        Optional<ConnectionList> list = ConnectionList.of(layers, CommandSettings.takeList(invocation.wanted()));
        return ResolvedSettings.of(
                values,
                layers,
                warnings(values, list, layers, invocation),
                list.map(found -> listed(found, layers, invocation, mistakes)));
    }

    /**
     * What of the variables has no effect and may have been meant, one sentence each: for settings that cannot be resolved,
     * perhaps for that reason. None when an option or a variable asks for quiet.
     */
    public static List<String> warningsOfVariables(Invocation invocation) {
        MistakeReporter unreported = (where, mistake) -> {};
        boolean quiet = Sources.strongest(new Sources(invocation, unreported).typed(), OutputOptions.QUIET)
                .map(entry -> parse(OutputOptions.QUIET, entry, invocation, unreported))
                .filter(SettingsResolver::isTrue)
                .isPresent();
        return quiet ? List.of() : new Variables(invocation.environment(), invocation.workingDirectory()).warnings();
    }

    private static List<String> warnings(
            Map<Setting<?>, ResolvedSettings.Resolved<?>> values,
            Optional<ConnectionList> list,
            List<Layer> layers,
            Invocation invocation) {
        List<String> warnings =
                new ArrayList<>(new Variables(invocation.environment(), invocation.workingDirectory()).warnings());
        layers.forEach(layer -> warnings.addAll(layer.warnings()));
        if (list.isEmpty() && invocation.wanted().contains(ConnectionOptions.HOST)) {
            UrlCredentials.warning(layers).ifPresent(warnings::add);
        }
        unusedCa(values).ifPresent(warnings::add);
        if (list.isPresent() && CommandSettings.takeList(invocation.wanted())) {
            warnings.addAll(list.get().warnings(layers));
        }
        return warnings;
    }

    /** A URL that is set names a server; an unusable one must not lead to the default host. */
    private static void refuseForeignUrl(Map<Setting<?>, ResolvedSettings.Resolved<?>> values, Invocation invocation) {
        ResolvedSettings.Resolved<?> host = values.get(ConnectionOptions.HOST);
        boolean unusable = new Variables(invocation.environment(), invocation.workingDirectory()).hasUnusableUrl();
        if (unusable && host != null && host.origin() instanceof Origin.Default) {
            values.put(
                    ConnectionOptions.HOST,
                    ResolvedSettings.Resolved.rejected(
                            DEFAULT,
                            new ConfigException(
                                    "DATABASE_URL is not a mysql:// or tidb:// URL, and no other host is given;"
                                            + " give mysql://user@host:port/database, or a host with -H.")));
        }
    }

    private static void refuseQuietAndVerbose(
            Map<Setting<?>, ResolvedSettings.Resolved<?>> values, MistakeReporter mistakes) {
        ResolvedSettings.Resolved<?> quiet = values.get(OutputOptions.QUIET);
        ResolvedSettings.Resolved<?> verbose = values.get(OutputOptions.VERBOSE);
        if (isTrue(quiet) && isTrue(verbose)) {
            mistakes.report(
                    verbose.origin(),
                    new ConfigException("%s and %s contradict each other; give one of them."
                            .formatted(
                                    quiet.origin().subject(OutputOptions.QUIET),
                                    verbose.origin().subject(OutputOptions.VERBOSE))));
        }
    }

    private static boolean isTrue(ResolvedSettings.Resolved<?> flag) {
        return flag != null && flag.mistake().isEmpty() && flag.value().equals(Optional.of(true));
    }

    /** A command that takes no list leaves the connections in it alone, with their mistakes. */
    private static ResolvedSettings.Listed listed(
            ConnectionList list, List<Layer> general, Invocation invocation, MistakeReporter mistakes) {
        List<Setting<?>> wanted = invocation.wanted().stream()
                .filter(setting -> CommandSettings.CONNECTING.contains(setting)
                        || setting.equals(ConfigurationOptions.DEFAULTS_FILE))
                .toList();
        List<ListedConnection> connections =
                CommandSettings.takeList(invocation.wanted()) ? list.connections() : List.of();
        return new ResolvedSettings.Listed(
                list.origin(),
                connections.stream()
                        .map(connection -> {
                            List<Layer> layers = connection.on(general);
                            return ResolvedSettings.ofConnection(
                                    connection,
                                    values(wanted, UrlCredentials.withheld(layers), invocation, mistakes),
                                    layers);
                        })
                        .toList());
    }

    private static Map<Setting<?>, ResolvedSettings.Resolved<?>> values(
            List<Setting<?>> wanted, List<Layer> layers, Invocation invocation, MistakeReporter mistakes) {
        Map<Setting<?>, ResolvedSettings.Resolved<?>> values = new LinkedHashMap<>();
        for (Setting<?> setting : wanted) {
            values.put(setting, value(setting, layers, invocation, mistakes));
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

    /** Whether the YAML file that applies was not named but found in the working directory. */
    public static boolean readsLocalFile(Invocation invocation) {
        return new Sources(invocation).readsLocalFile();
    }

    private static <T> ResolvedSettings.Resolved<T> value(
            Setting<T> setting, List<Layer> layers, Invocation invocation, MistakeReporter mistakes) {
        return Sources.strongest(layers, setting)
                .map(entry -> parse(setting, entry, invocation, mistakes))
                .orElseGet(() -> new ResolvedSettings.Resolved<>(
                        setting.defaultText().map(text -> setting.parse(text, DEFAULT)),
                        setting.defaultText().orElse(""),
                        DEFAULT));
    }

    /** The value of an entry; one that throws its mistake when the mistake has been reported. */
    static <T> ResolvedSettings.Resolved<T> parse(
            Setting<T> setting, Entry entry, Invocation invocation, MistakeReporter mistakes) {
        try {
            return parsed(setting, entry, invocation);
        } catch (ConfigException e) {
            mistakes.report(entry.origin(), e);
            return ResolvedSettings.Resolved.rejected(entry.origin(), e);
        }
    }

    private static <T> ResolvedSettings.Resolved<T> parsed(Setting<T> setting, Entry entry, Invocation invocation) {
        String text = entry.located(setting, invocation.homeDirectory());
        return new ResolvedSettings.Resolved<>(Optional.of(setting.parse(text, entry.origin())), text, entry.origin());
    }

    /** A CA that is given and not used is misleading; the mode's default depends on it for that reason. */
    private static Optional<String> unusedCa(Map<Setting<?>, ResolvedSettings.Resolved<?>> values) {
        boolean verifies = rightValue(values, TlsOptions.SSL_MODE)
                .flatMap(ResolvedSettings.Resolved::value)
                .map(mode -> ((SslMode) mode).verifiesChain())
                .orElse(true);
        return rightValue(values, TlsOptions.SSL_CA)
                .filter(ca -> !verifies && ca.value().isPresent())
                .map(ca -> ca.origin().subject(TlsOptions.SSL_CA)
                        + ": the CA is not used with this ssl-mode; verify-ca or verify-identity would use it.");
    }

    private static Optional<ResolvedSettings.Resolved<?>> rightValue(
            Map<Setting<?>, ResolvedSettings.Resolved<?>> values, Setting<?> setting) {
        return Optional.<ResolvedSettings.Resolved<?>>ofNullable(values.get(setting))
                .filter(value -> value.mistake().isEmpty());
    }
}
