package io.tidbclient.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The settings of the history database, as {@code serve.history} and two variables have them.
 *
 * @param origin where it is configured
 * @param settings want {@link HistoryOptions#WANTED}
 * @param shard the share of this server, part of the name that it has by default
 * @param machine what this machine is called
 */
public record HistorySettings(Origin origin, ResolvedSettings settings, Shard shard, String machine) {
    /** The variable of the URL; stronger than the file's. */
    static final String URL_VARIABLE = "TIDB_SERVE_HISTORY_URL";

    /** The variable of the password; stronger than the file's. */
    static final String PASSWORD_VARIABLE = "TIDB_SERVE_HISTORY_PASSWORD";

    /** The name of the connection, in messages. */
    private static final String CONNECTION = "history";

    private static final String KEY = "serve.history";

    /**
     * Reads them; empty when no history is configured, or a mistake has been reported.
     *
     * @param mistakes is given each mistake
     */
    static Optional<HistorySettings> read(
            Optional<HistorySection> section, Invocation invocation, Shard shard, MistakeReporter mistakes) {
        Optional<Entry> url = variable(invocation, URL_VARIABLE);
        if (section.isEmpty() && url.isEmpty()) {
            return Optional.empty();
        }
        Origin origin = url.map(Entry::origin)
                .orElseGet(() -> section.map(HistorySection::origin).orElseThrow());
        List<Layer> own = new ArrayList<>();
        own.add(layer(
                Map.of(ConnectionOptions.URL, url, LoginOptions.PASSWORD, variable(invocation, PASSWORD_VARIABLE))));
        section.ifPresent(found -> own.add(found.own()));
        if (Sources.strongest(own, ConnectionOptions.URL).isEmpty()) {
            mistakes.report(
                    origin,
                    new ConfigException(
                            "%s: the history has no url; give it one, as in 'url: mysql://monitor@db1.example.com:4000/monitoring'."
                                    .formatted(origin.describe())));
            return Optional.empty();
        }
        return mistakes.attempt(origin, () -> withUrl(own))
                .map(layers -> new HistorySettings(
                        origin,
                        SettingsResolver.resolve(layers, withoutUrls(invocation), mistakes),
                        shard,
                        machine(invocation)));
    }

    private static List<Layer> withUrl(List<Layer> own) {
        Entry url = Sources.strongest(own, ConnectionOptions.URL).orElseThrow();
        boolean hasPassword =
                ConnectionOptions.URL.parse(url.text(), url.origin()).password().isPresent();
        if (hasPassword && url.origin() instanceof Origin.File) {
            throw new ConfigException(url.origin().subject(ConnectionOptions.URL)
                    + ": a password does not belong in this file; leave it out and use password-file or "
                    + PASSWORD_VARIABLE + ".");
        }
        return Sources.withUrl(own);
    }

    /** The URLs of other variables are not the history's. */
    private static Invocation withoutUrls(Invocation invocation) {
        return new Invocation(
                HistoryOptions.WANTED, List.of(), Map.of(), invocation.workingDirectory(), invocation.homeDirectory());
    }

    private static String machine(Invocation invocation) {
        return Stream.concat(
                        Stream.of("HOSTNAME", "COMPUTERNAME")
                                .flatMap(name -> Optional.ofNullable(
                                        invocation.environment().get(name))
                                        .stream()),
                        kernelsName().stream())
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= 48 && Quoted.isPrintable(name))
                .findFirst()
                .orElse("server");
    }

    /** A service has no HOSTNAME, and the look-up of a host's own name can wait for DNS. */
    private static Optional<String> kernelsName() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname")));
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    private static Optional<Entry> variable(Invocation invocation, String name) {
        return Optional.ofNullable(invocation.environment().get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> new Entry(text, new Origin.Variable(name), invocation.workingDirectory()));
    }

    private static Layer layer(Map<Setting<?>, Optional<Entry>> entries) {
        Map<String, Entry> given = new HashMap<>();
        entries.forEach((setting, entry) -> entry.ifPresent(found -> given.put(setting.key(), found)));
        return new Layer(given);
    }

    /**
     * The database; empty after a mistake has been reported.
     *
     * @param passwords finds the password; never has to ask for it
     * @param mistakes is given each mistake
     */
    public Optional<HistoryPlan> plan(Function<ResolvedSettings, Secret> passwords, MistakeReporter mistakes) {
        boolean hasLogin = mistakes.check(origin, this::requireLogin);
        if (!hasLogin) {
            return Optional.empty();
        }
        Optional<ConnectionPlan> plan = mistakes.attempt(
                        origin, () -> new ConnectionPlanner(settings, mistakes).plan(passwords))
                .flatMap(found -> found);
        return plan.flatMap(connections -> mistakes.attempt(origin, () -> of(connections)));
    }

    /** The beginning of a message about something that is missing. */
    private String place() {
        return origin.describe() + ": " + KEY + ": ";
    }

    private void requireLogin() {
        if (settings.find(LoginOptions.USER).isEmpty()) {
            throw new ConfigException(
                    place() + "there is no user; give one in the URL, mysql://user@host:port/database, or with user.");
        }
        if (PasswordSource.of(settings).setting().isEmpty()) {
            throw new ConfigException(
                    place() + "there is no password; give password-file, or 'no-password: true' for the empty"
                            + " one, or set " + PASSWORD_VARIABLE + ".");
        }
    }

    private HistoryPlan of(ConnectionPlan plan) {
        if (plan.connections().size() > 1) {
            throw new ConfigException(
                    place() + "the URL has several hosts; give the one of a load balancer, or one of them.");
        }
        ConnectionSettings connection = plan.connections().getFirst();
        if (connection.databases().size() != 1) {
            throw new ConfigException(place()
                    + "the URL has no database; give mysql://user@host:port/database, whose tables keep the history.");
        }
        return new HistoryPlan(
                connection.named(CONNECTION),
                connection.databases().getFirst(),
                settings.get(HistoryOptions.KEEP),
                settings.find(HistoryOptions.SERVER)
                        .orElse(shard.equals(Shard.WHOLE) ? machine : machine + " " + shard));
    }
}
