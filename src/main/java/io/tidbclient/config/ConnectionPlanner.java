package io.tidbclient.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes a plan out of settings: everything that needs no password first, then the passwords. */
final class ConnectionPlanner {
    private final ResolvedSettings settings;

    ConnectionPlanner(ResolvedSettings settings) {
        this.settings = settings;
    }

    ConnectionPlan plan(Function<ResolvedSettings, Secret> passwords) {
        List<Draft> drafts = drafts();
        int count = isListed() ? drafts.size() : count(drafts.size());
        Shard shard = shard(count);
        List<Draft> own = IntStream.range(0, count)
                .filter(shard::has)
                .mapToObj(number -> drafts.get(number % drafts.size()).numbered(number))
                .toList();
        Map<PasswordSource, Secret> known = new HashMap<>();
        return new ConnectionPlan(own.stream()
                .map(draft -> draft.connection()
                        .withPassword(known.computeIfAbsent(
                                PasswordSource.of(draft.settings()), source -> passwords.apply(draft.settings()))))
                .toList());
    }

    /**
     * A connection without its password, and the settings that say where that is.
     *
     * @param connection with an empty password; named after its id, if it has one
     */
    private record Draft(ResolvedSettings settings, ConnectionSettings connection) {
        /** Under its id, else under its number, from 0. */
        Draft numbered(int number) {
            return settings.connection().isPresent() ? this : new Draft(settings, connection.named("c" + (number + 1)));
        }
    }

    private boolean isListed() {
        return settings.listed().isPresent() && settings.isWanted(Settings.CONNECTIONS);
    }

    /** What the connections are made of: those that are listed, else one to each host. */
    private List<Draft> drafts() {
        if (isListed()) {
            return settings.listed().orElseThrow().connections().stream()
                    .map(connection -> drafts(connection).getFirst())
                    .toList();
        }
        if (settings.listed().isPresent() && !settings.isGiven(Settings.HOST)) {
            // The default host is none that the user has ever named.
            throw new ConfigException("%s: connections: the list is for the check and for 'wait'; give this command"
                            .formatted(settings.listed().get().origin().describe())
                    + " a server with -H.");
        }
        return drafts(settings);
    }

    static String user(ResolvedSettings settings) {
        return settings.find(Settings.USER)
                .orElseThrow(() -> new ConfigException(settings.connection()
                        .map(connection ->
                                "%s: connection %s has no user; give it one, or one for all with -u, TIDB_USER"
                                                .formatted(connection.origin().describe(), Quoted.of(connection.id()))
                                        + " or user at the top level.")
                        .orElse("No user is given; use -u, TIDB_USER, or user in " + ConfigFileLocator.LOCAL_NAME
                                + ".")));
    }

    static List<Target> targets(ResolvedSettings settings) {
        int port = settings.get(Settings.PORT);
        return settings.get(Settings.HOST).stream()
                .map(host -> host.target(port))
                .toList();
    }

    /** One to each host of these settings, in the order given. */
    private static List<Draft> drafts(ResolvedSettings settings) {
        String user = user(settings);
        List<Target> targets = targets(settings);
        settings.connection().filter(connection -> targets.size() > 1).ifPresent(connection -> {
            throw new ConfigException("%s: connection %s has no host of its own, and there are %d (%s); give it one."
                    .formatted(
                            connection.origin().describe(),
                            Quoted.of(connection.id()),
                            targets.size(),
                            settings.origin(Settings.HOST).describe()));
        });
        TlsPlan tls = TlsPlan.from(settings);
        List<String> databases = settings.isWanted(Settings.DATABASE)
                ? settings.find(Settings.DATABASE).orElse(List.of())
                : List.of();
        Timeouts timeouts = new Timeouts(settings.get(Settings.CONNECT_TIMEOUT), settings.get(Settings.READ_TIMEOUT));
        String name = settings.connection().map(ListedConnection::id).orElse("unnamed");
        return targets.stream()
                .map(target -> new Draft(
                        settings,
                        new ConnectionSettings(
                                name, target, user, Secret.EMPTY, databases, tls.forHost(target.host()), timeouts)))
                .toList();
    }

    /** A process without a connection would look as if it had checked something. */
    private Shard shard(int count) {
        if (!settings.isWanted(Settings.SHARD)) {
            return Shard.WHOLE;
        }
        Shard shard = settings.get(Settings.SHARD);
        if (count < shard.count()) {
            throw new ConfigException("%s: %d %s cannot be shared by %d processes; %s."
                    .formatted(
                            settings.subject(Settings.SHARD),
                            count,
                            count == 1 ? "connection" : "connections",
                            shard.count(),
                            isListed() ? "list at least as many" : "give at least as many with -n"));
        }
        return shard;
    }

    /** A host that no connection goes to would look as if it had been checked. */
    private int count(int hosts) {
        if (!settings.isWanted(Settings.CONNECTIONS)) {
            return hosts;
        }
        int count = settings.get(Settings.CONNECTIONS);
        if (count >= hosts) {
            return count;
        }
        if (!settings.isGiven(Settings.CONNECTIONS) && hosts <= Settings.MOST_CONNECTIONS) {
            return hosts;
        }
        throw new ConfigException("%s: %d connections cannot reach %d hosts; give at least as many as there are hosts."
                .formatted(settings.subject(Settings.CONNECTIONS), count, hosts));
    }
}
