package io.tidbclient.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The environment's variables as a layer. An empty one counts as not set, as a pipeline's unset secret becomes one. */
final class Variables {
    /** The one variable that other tools set as well. */
    static final String DATABASE_URL = "DATABASE_URL";

    private static final String ENABLE_SSL = "TIDB_ENABLE_SSL";
    private static final String PREFIX = "TIDB_";
    private static final int NEAR = 2;

    private final Map<String, String> environment;
    private final Path workingDirectory;

    Variables(Map<String, String> environment, Path workingDirectory) {
        this.environment = environment;
        this.workingDirectory = workingDirectory;
    }

    Layer layer() {
        Map<String, Entry> entries = new HashMap<>();
        for (Setting<?> setting : Settings.ALL) {
            setting.variables().stream()
                    .filter(this::isSet)
                    .filter(name -> !isForeign(name) && !ServiceLink.is(name, value(name)))
                    .findFirst()
                    .ifPresent(name -> entries.put(setting.key(), entry(name)));
        }
        if (isSet(ENABLE_SSL) && !value(ENABLE_SSL).strip().equalsIgnoreCase("false")) {
            // PingCAP's guides have it, for servers whose certificate is to be verified.
            boolean on = value(ENABLE_SSL).strip().equalsIgnoreCase("true");
            String mode = on ? SslMode.VERIFY_IDENTITY.label() : value(ENABLE_SSL);
            entries.putIfAbsent(
                    TlsOptions.SSL_MODE.key(), new Entry(mode, new Origin.Variable(ENABLE_SSL), workingDirectory));
        }
        return new Layer(entries);
    }

    /** What the user may not have meant. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        var known = Settings.ALL.stream()
                .flatMap(setting -> setting.variables().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(environment.keySet())) {
            if (!name.startsWith(PREFIX) || known.contains(name)) {
                continue;
            }
            // Another tool's variable may well begin like ours, so a near miss is the most that can be said.
            Optional<String> meant = Nearest.to(name, known).filter(other -> Nearest.distance(name, other) <= NEAR);
            meant.ifPresent(other -> warnings.add(
                    "%s is not a variable of this tool and has no effect; did you mean %s?".formatted(name, other)));
        }
        if (hasUnusableUrl()) {
            warnings.add("DATABASE_URL is not a mysql:// or tidb:// URL and has no effect.");
        } else if (isSet(DATABASE_URL)) {
            List<String> ignored = ForeignParameters.of(value(DATABASE_URL)).ignored();
            if (!ignored.isEmpty()) {
                warnings.add("DATABASE_URL: this tool does not know its %s %s and ignores %s."
                        .formatted(
                                ignored.size() == 1 ? "parameter" : "parameters",
                                String.join(", ", ignored),
                                ignored.size() == 1 ? "it" : "them"));
            }
        }
        known.stream()
                .filter(name -> isSet(name) && ServiceLink.is(name, value(name)))
                .map(name -> name
                        + " is the address of a Kubernetes Service, which Kubernetes sets for one of that name, and"
                        + " has no effect; 'enableServiceLinks: false' in the pod's specification keeps it out.")
                .forEach(warnings::add);
        return warnings;
    }

    /** Whether DATABASE_URL is set, and is none of a server that this tool can connect to. */
    boolean hasUnusableUrl() {
        return isSet(DATABASE_URL) && isForeign(DATABASE_URL);
    }

    private boolean isSet(String name) {
        return !value(name).isEmpty();
    }

    private String value(String name) {
        return environment.getOrDefault(name, "");
    }

    /** A URL of another kind of database is some other program's. */
    private boolean isForeign(String name) {
        return name.equals(DATABASE_URL)
                && ServerUrl.schemeOf(environment.get(name).strip()).isEmpty();
    }

    private Entry entry(String name) {
        return new Entry(text(name), new Origin.Variable(name), workingDirectory);
    }

    /** A pipeline's or a file's last line end is no part of a value; other programs' parameters are none of ours. */
    private String text(String name) {
        String value = value(name);
        if (name.equals(DATABASE_URL)) {
            return ForeignParameters.of(value.strip()).url();
        }
        return name.equals(LoginOptions.PASSWORD.variable()) ? SecretLine.withoutEnd(value) : value;
    }
}
