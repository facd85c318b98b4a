package io.tidbclient.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Makes a plan out of settings: everything that needs no password first, then the passwords. */
final class ConnectionPlanner {
    private final ResolvedSettings settings;
    private final MistakeReporter mistakes;

    /** @param mistakes is given each mistake */
    ConnectionPlanner(ResolvedSettings settings, MistakeReporter mistakes) {
        this.settings = settings;
        this.mistakes = mistakes;
    }

    /** The plan; empty after a mistake has been reported. */
    Optional<ConnectionPlan> plan(Function<ResolvedSettings, Secret> passwords) {
        Optional<List<Draft>> drafts = drafts();
        Optional<List<Integer>> own = numbers();
        boolean sources = passwordSources();
        if (drafts.isEmpty() || own.isEmpty() || !sources) {
            return Optional.empty();
        }
        List<Draft> all = drafts.get();
        Map<PasswordSource, Secret> known = new HashMap<>();
        return Optional.of(new ConnectionPlan(own.get().stream()
                .map(number -> all.get(number % all.size()).numbered(number))
                .map(draft -> draft.connection()
                        .withPassword(known.computeIfAbsent(
                                PasswordSource.of(draft.settings()), source -> passwords.apply(draft.settings()))))
                .toList()));
    }

    /** The number of this process's connections; empty after a mistake has been reported. */
    Optional<Integer> size() {
        return numbers().map(List::size);
    }

    /** The numbers of this process's connections, from 0. */
    private Optional<List<Integer>> numbers() {
        return mistakes.attempt(settings.place(RunOptions.CONNECTIONS), this::count)
                .flatMap(count -> mistakes.attempt(settings.place(RunOptions.SHARD), () -> shard(count))
                        .map(shard -> IntStream.range(0, count)
                                .filter(shard::has)
                                .boxed()
                                .toList()));
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
        return settings.listed().filter(list -> !list.connections().isEmpty()).isPresent();
    }

    /** The settings of each listed connection, else these. */
    private List<ResolvedSettings> each() {
        return isListed() ? settings.listed().orElseThrow().connections() : List.of(settings);
    }

    /** What the connections are made of: those that are listed, else one to each host. */
    private Optional<List<Draft>> drafts() {
        if (!isListed() && settings.listed().isPresent() && !settings.isGiven(ConnectionOptions.HOST)) {
            // The default host is none that the user has ever named.
            Origin list = settings.listed().get().origin();
            mistakes.report(
                    list,
                    new ConfigException("%s: connections: the list is for the check and for 'wait'; give this command"
                                    .formatted(list.describe())
                            + " a server with -H."));
            return Optional.empty();
        }
        List<Optional<List<Draft>>> drafts = each().stream().map(this::drafts).toList();
        return drafts.stream().allMatch(Optional::isPresent)
                ? Optional.of(drafts.stream()
                        .flatMap(each -> each.orElseThrow().stream())
                        .toList())
                : Optional.empty();
    }

    /** Checks that each connection has one source of its password at most, and reads none. */
    private boolean passwordSources() {
        return each().stream()
                        .filter(one -> !mistakes.check(
                                PasswordSource.SETTINGS.stream()
                                        .map(one::place)
                                        .filter(place -> !(place instanceof Origin.Default))
                                        .findFirst()
                                        .orElseGet(Origin.Default::new),
                                () -> PasswordSource.of(one)))
                        .count()
                == 0;
    }

    static String user(ResolvedSettings settings) {
        return settings.find(LoginOptions.USER)
                .orElseThrow(() -> new ConfigException(settings.connection()
                        .map(connection ->
                                "%s: connection %s has no user%s; give it one, or one for all with -u, TIDB_USER"
                                                .formatted(
                                                        connection.origin().describe(),
                                                        Quoted.of(connection.id()),
                                                        ofUrl(settings))
                                        + " or user at the top level.")
                        .orElse("No user is given" + ofUrl(settings) + "; use -u, TIDB_USER, or user in "
                                + ConfigFileLocator.LOCAL_NAME + ".")));
    }

    /** Why a user that the user sees in a URL is not taken. */
    private static String ofUrl(ResolvedSettings settings) {
        return Sources.strongest(settings.layers(), LoginOptions.USER)
                .map(entry -> " (the one in " + entry.origin().describe() + " is for that URL's host alone)")
                .orElse("");
    }

    static List<ServerAddress> targets(ResolvedSettings settings) {
        int port = settings.get(ConnectionOptions.PORT);
        return settings.get(ConnectionOptions.HOST).stream()
                .map(host -> host.target(port))
                .toList();
    }

    /** One to each host of these settings, in the order given; empty after a mistake has been reported. */
    private Optional<List<Draft>> drafts(ResolvedSettings own) {
        Optional<String> user = mistakes.attempt(place(own, LoginOptions.USER), () -> user(own));
        Optional<List<ServerAddress>> targets =
                mistakes.attempt(place(own, ConnectionOptions.HOST), () -> targetsOf(own));
        Optional<TlsPlan> tls = TlsPlan.from(own, mistakes);
        Optional<List<String>> databases =
                mistakes.attempt(own.place(ConnectionOptions.DATABASE), () -> databases(own));
        Optional<Timeouts> timeouts =
                mistakes.attempt(own.origin(ConnectionOptions.CONNECT_TIMEOUT), () -> timeouts(own));
        if (user.isEmpty() || targets.isEmpty() || tls.isEmpty() || databases.isEmpty() || timeouts.isEmpty()) {
            return Optional.empty();
        }
        String name = own.connection().map(ListedConnection::id).orElse("unnamed");
        return Optional.of(targets.get().stream()
                .map(target -> new Draft(
                        own,
                        new ConnectionSettings(
                                name,
                                target,
                                user.get(),
                                Secret.EMPTY,
                                databases.get(),
                                tls.get().forHost(target.host()),
                                timeouts.get())))
                .toList());
    }

    /** Where a connection without a value of its own is to be given one. */
    private static Origin place(ResolvedSettings own, Setting<?> setting) {
        return own.connection().map(ListedConnection::origin).orElseGet(() -> own.origin(setting));
    }

    /** A listed connection has a single one. */
    private static List<ServerAddress> targetsOf(ResolvedSettings settings) {
        List<ServerAddress> targets = targets(settings);
        settings.connection().filter(connection -> targets.size() > 1).ifPresent(connection -> {
            throw new ConfigException("%s: connection %s has no host of its own, and there are %d (%s); give it one."
                    .formatted(
                            connection.origin().describe(),
                            Quoted.of(connection.id()),
                            targets.size(),
                            settings.origin(ConnectionOptions.HOST).describe()));
        });
        return targets;
    }

    private static List<String> databases(ResolvedSettings settings) {
        return settings.isWanted(ConnectionOptions.DATABASE)
                ? settings.find(ConnectionOptions.DATABASE).orElse(List.of())
                : List.of();
    }

    private static Timeouts timeouts(ResolvedSettings settings) {
        return new Timeouts(
                settings.get(ConnectionOptions.CONNECT_TIMEOUT), settings.get(ConnectionOptions.READ_TIMEOUT));
    }

    /** A process without a connection would look as if it had checked something. */
    private Shard shard(int count) {
        if (!settings.isWanted(RunOptions.SHARD)) {
            return Shard.WHOLE;
        }
        Shard shard = settings.get(RunOptions.SHARD);
        if (count < shard.count()) {
            throw new ConfigException("%s: %d %s cannot be shared by %d processes; %s."
                    .formatted(
                            settings.subject(RunOptions.SHARD),
                            count,
                            count == 1 ? "connection" : "connections",
                            shard.count(),
                            isListed() ? "list at least as many" : "give at least as many with -n"));
        }
        return shard;
    }

    /** The number of connections of all processes. A host that no connection goes to would look as if it had been checked. */
    private int count() {
        if (isListed()) {
            return each().size();
        }
        int hosts = settings.get(ConnectionOptions.HOST).size();
        if (!settings.isWanted(RunOptions.CONNECTIONS)) {
            return hosts;
        }
        int count = settings.get(RunOptions.CONNECTIONS);
        if (count >= hosts) {
            return count;
        }
        if (!settings.isGiven(RunOptions.CONNECTIONS) && hosts <= RunOptions.MOST_CONNECTIONS) {
            return hosts;
        }
        throw new ConfigException("%s: %d connections cannot reach %d hosts; give at least as many as there are hosts."
                .formatted(settings.subject(RunOptions.CONNECTIONS), count, hosts));
    }
}
