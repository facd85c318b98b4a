package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps what a URL says about its own hosts away from others: its user, password, database, certificate and key. */
final class UrlCredentials {
    private static final Set<Setting<?>> OWN = Set.of(
            LoginOptions.USER,
            LoginOptions.PASSWORD,
            ConnectionOptions.DATABASE,
            TlsOptions.SSL_CERT,
            TlsOptions.SSL_KEY);

    /** Names and addresses of this machine's loopback interface, which are one host. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private UrlCredentials() {}

    /**
     * The layers without what a URL says about hosts that these do not lead to.
     *
     * @param layers strongest first
     */
    static List<Layer> withheld(List<Layer> layers) {
        List<Layer> kept = new ArrayList<>();
        layers.forEach(layer -> kept.add(isOfOtherHosts(layer, layers) ? layer.without(OWN) : layer));
        return List.copyOf(kept);
    }

    /**
     * That credentials of a URL which would apply are withheld; empty when none are.
     *
     * @param layers strongest first
     */
    static Optional<String> warning(List<Layer> layers) {
        return layers.stream()
                .filter(layer -> isOfOtherHosts(layer, layers))
                .findFirst()
                .flatMap(layer -> warning(layer, layers));
    }

    private static Optional<String> warning(Layer url, List<Layer> layers) {
        List<Setting<?>> missing = List.of(
                        LoginOptions.USER,
                        LoginOptions.PASSWORD,
                        ConnectionOptions.DATABASE,
                        TlsOptions.SSL_CERT,
                        TlsOptions.SSL_KEY)
                .stream()
                .filter(setting -> url.find(setting).isPresent())
                .filter(setting -> Sources.strongest(layers, setting).equals(url.find(setting)))
                .filter(setting -> !setting.equals(LoginOptions.PASSWORD) || !isPasswordGiven(url, layers))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        String names = missing.stream().map(Setting::key).collect(Collectors.joining(", "));
        Origin host =
                Sources.strongest(layers, ConnectionOptions.HOST).orElseThrow().origin();
        return Optional.of(
                "%s: its %s %s not used, since the host is given by %s and a URL's credentials are for its own"
                                .formatted(
                                        url.find(ConnectionOptions.HOST)
                                                .orElseThrow()
                                                .origin()
                                                .describe(),
                                        names,
                                        missing.size() == 1 ? "is" : "are",
                                        host.describe())
                        + " host alone.");
    }

    private static boolean isPasswordGiven(Layer url, List<Layer> layers) {
        return layers.stream()
                .filter(layer -> !layer.equals(url))
                .anyMatch(layer -> PasswordSource.SETTINGS.stream()
                        .anyMatch(setting -> layer.find(setting).isPresent()));
    }

    private static boolean isOfOtherHosts(Layer layer, List<Layer> layers) {
        Optional<Entry> own = layer.find(ConnectionOptions.HOST).filter(entry -> entry.origin() instanceof Origin.Url);
        if (own.isEmpty()) {
            return false;
        }
        Entry used = Sources.strongest(layers, ConnectionOptions.HOST).orElseThrow();
        try {
            return !used.equals(own.get()) && !covers(targets(own.get(), layers), targets(used, layers));
        } catch (ConfigException e) {
            return true; // reported where the value is read
        }
    }

    private static List<ServerAddress> targets(Entry hosts, List<Layer> layers) {
        int port = Sources.strongest(layers, ConnectionOptions.PORT)
                .map(entry -> ConnectionOptions.PORT.parse(entry.text(), entry.origin()))
                .orElse(ServerAddress.DEFAULT_PORT);
        return ConnectionOptions.HOST.parse(hosts.text(), hosts.origin()).stream()
                .map(host -> host.target(port))
                .toList();
    }

    /** Whether each of these servers is one of the URL's. */
    static boolean covers(List<ServerAddress> ofUrl, List<ServerAddress> targets) {
        return targets.stream().allMatch(target -> ofUrl.stream().anyMatch(own -> same(own, target)));
    }

    private static boolean same(ServerAddress one, ServerAddress other) {
        return one.port() == other.port()
                && (one.host().equalsIgnoreCase(other.host()) || (isLoopback(one.host()) && isLoopback(other.host())));
    }

    private static boolean isLoopback(String host) {
        return LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
    }
}
