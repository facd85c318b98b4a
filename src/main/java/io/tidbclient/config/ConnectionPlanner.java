package io.tidbclient.config;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes a plan out of settings: everything that needs no password first, then the passwords. */
final class ConnectionPlanner {
    private final ResolvedSettings settings;

    ConnectionPlanner(ResolvedSettings settings) {
        this.settings = settings;
    }

    ConnectionPlan plan(Function<ResolvedSettings, Secret> passwords) {
        List<ConnectionSettings> hosts = hosts();
        int count = count(hosts.size());
        Shard shard = shard(count);
        Secret password = passwords.apply(settings);
        return new ConnectionPlan(IntStream.range(0, count)
                .filter(shard::has)
                .mapToObj(number -> hosts.get(number % hosts.size())
                        .named("c" + (number + 1))
                        .withPassword(password))
                .toList());
    }

    static String user(ResolvedSettings settings) {
        return settings.find(Settings.USER)
                .orElseThrow(() -> new ConfigException(
                        "No user is given; use -u, TIDB_USER, or user in " + ConfigFileLocator.LOCAL_NAME + "."));
    }

    static List<Target> targets(ResolvedSettings settings) {
        int port = settings.get(Settings.PORT);
        return settings.get(Settings.HOST).stream()
                .map(host -> host.target(port))
                .toList();
    }

    /** A connection to each host, in the order given, still without its name and its password. */
    private List<ConnectionSettings> hosts() {
        String user = user(settings);
        TlsPlan tls = TlsPlan.from(settings);
        List<String> databases = settings.isWanted(Settings.DATABASE)
                ? settings.find(Settings.DATABASE).orElse(List.of())
                : List.of();
        Timeouts timeouts = new Timeouts(settings.get(Settings.CONNECT_TIMEOUT), settings.get(Settings.READ_TIMEOUT));
        return targets(settings).stream()
                .map(target -> new ConnectionSettings(
                        target.toString(), target, user, Secret.EMPTY, databases, tls.forHost(target.host()), timeouts))
                .toList();
    }

    /** A process without a connection would look as if it had checked something. */
    private Shard shard(int count) {
        if (!settings.isWanted(Settings.SHARD)) {
            return Shard.WHOLE;
        }
        Shard shard = settings.get(Settings.SHARD);
        if (count < shard.count()) {
            throw new ConfigException("%s: %d %s cannot be shared by %d processes; give at least as many with -n."
                    .formatted(
                            settings.subject(Settings.SHARD),
                            count,
                            count == 1 ? "connection" : "connections",
                            shard.count()));
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
