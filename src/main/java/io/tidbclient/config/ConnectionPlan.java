package io.tidbclient.config;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The connections a command opens, all by the same user, spread evenly over the servers in turn.
 *
 * @param endpoints at least one
 * @param count how many connections over all shares, at least one for each endpoint and each share
 * @param shard which of them are this process's
 * @param user never blank
 * @param password possibly empty
 * @param databases those to verify, possibly none
 * @param timeouts of each connection
 */
public record ConnectionPlan(
        List<Endpoint> endpoints,
        int count,
        Shard shard,
        String user,
        Secret password,
        List<String> databases,
        Timeouts timeouts) {
    public ConnectionPlan {
        endpoints = List.copyOf(endpoints);
        databases = List.copyOf(databases);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("there is no server to connect to");
        }
        if (count < endpoints.size() || count > Settings.MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    count + " connections are too few or too many for " + endpoints.size() + " servers");
        }
        if (count < shard.count()) {
            throw new IllegalArgumentException(count + " connections are too few for " + shard.count() + " shares");
        }
        if (user.isBlank()) {
            throw new IllegalArgumentException("the user is empty");
        }
    }

    /**
     * The plan that these settings, which must want {@link Settings#CONNECTING}, describe.
     *
     * @param password asked once, and only when all the rest is well: it may have to be typed
     * @throws ConfigException for the first mistake
     */
    public static ConnectionPlan from(ResolvedSettings settings, Supplier<Secret> password) {
        String user = user(settings);
        TlsPlan tls = TlsPlan.from(settings);
        List<Endpoint> endpoints = targets(settings).stream()
                .map(target -> new Endpoint(target, tls.forHost(target.host())))
                .toList();
        int count = settings.isWanted(Settings.CONNECTIONS) ? count(settings, endpoints.size()) : endpoints.size();
        Shard shard = shard(settings, count);
        List<String> databases = settings.isWanted(Settings.DATABASE)
                ? settings.find(Settings.DATABASE).orElse(List.of())
                : List.of();
        Timeouts timeouts = new Timeouts(settings.get(Settings.CONNECT_TIMEOUT), settings.get(Settings.READ_TIMEOUT));
        return new ConnectionPlan(endpoints, count, shard, user, password.get(), databases, timeouts);
    }

    /** The same with other timeouts. */
    public ConnectionPlan within(Timeouts other) {
        return new ConnectionPlan(endpoints, count, shard, user, password, databases, other);
    }

    /**
     * One connection's settings.
     *
     * @param index from 0; connection 0 is called {@code c1}
     * @throws IndexOutOfBoundsException when there are not as many
     */
    public ConnectionSettings connection(int index) {
        Endpoint endpoint = endpoints.get(Objects.checkIndex(index, count) % endpoints.size());
        return new ConnectionSettings(
                "c" + (index + 1), endpoint.target(), user, password, databases, endpoint.tls(), timeouts);
    }

    /** The numbers of this process's connections, in order; at least one. */
    public List<Integer> numbers() {
        return IntStream.range(0, count).filter(shard::has).boxed().toList();
    }

    /** This process's connections, in the order of their numbers. */
    public List<ConnectionSettings> connections() {
        return numbers().stream().map(this::connection).toList();
    }

    /** How many of the connections are this process's. */
    public int size() {
        return numbers().size();
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

    /** A process without a connection would look as if it had checked something. */
    private static Shard shard(ResolvedSettings settings, int count) {
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
    private static int count(ResolvedSettings settings, int hosts) {
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
