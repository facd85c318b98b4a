package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that the conditions of a scenario distinguish: each product, and of a product whose releases or storage a
 * condition names, one server for each range of releases and each storage.
 */
public final class ServerCases {
    /** What TiDB reports of its storage: see its function TIDB_VERSION(). */
    public static final List<String> STORES = List.of("tikv", "unistore");

    private static final int NEWEST = 999_999;

    private final List<ServerCondition.Kind> kinds;

    /** @param conditions all those of a scenario */
    public ServerCases(Collection<ServerCondition> conditions) {
        kinds = conditions.stream().flatMap(ServerCondition::kinds).distinct().toList();
    }

    /** One server for each kind that is distinguished. */
    public List<ServerCase> all() {
        List<ServerCase> all = new ArrayList<>();
        for (Product product : Product.values()) {
            releases(product).forEach((release, label) -> {
                for (String store : stores(product)) {
                    all.add(new ServerCase(
                            new ServerVersion(product, release, "", store, false),
                            label + (store.isEmpty() ? "" : " on " + store)));
                }
            });
        }
        return all;
    }

    /** Those for which a condition holds. */
    public Set<ServerCase> where(ServerCondition condition) {
        return all().stream()
                .filter(server -> condition.holds(server.server()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The first release of each range, with what the range is called. */
    private Map<String, String> releases(Product product) {
        List<ReleaseNumber> named = of(product)
                .flatMap(kind -> kind.bounds().stream())
                .map(ServerCondition.Bound::number)
                .distinct()
                .toList();
        Map<String, String> releases = new LinkedHashMap<>();
        named.forEach(number -> releases.put(number.toString(), product.label() + " " + number));
        named.forEach(number -> releases.putIfAbsent(number.next().toString(), product.label() + " after " + number));
        String before = named.stream()
                .min(ReleaseNumber::compareToPrefix)
                .map(number -> " before " + number)
                .orElse("");
        releases.putIfAbsent("0", product.label() + before);
        return releases;
    }

    private List<String> stores(Product product) {
        return of(product).anyMatch(kind -> kind.store().isPresent()) ? STORES : List.of("");
    }

    private Stream<ServerCondition.Kind> of(Product product) {
        return kinds.stream().filter(kind -> kind.product() == product);
    }

    /**
     * The latest TiDB for which a condition holds: later than all releases that the conditions name where it can be, else the
     * first release of the last range. On a cluster's storage where it can be.
     */
    public Optional<ServerVersion> latestTidb(ServerCondition condition) {
        Stream<ServerVersion> newest =
                STORES.stream().map(store -> new ServerVersion(Product.TIDB, "v" + NEWEST, "", store, false));
        Stream<ServerVersion> named = all().stream()
                .map(ServerCase::server)
                .filter(server -> server.product() == Product.TIDB)
                .sorted(Comparator.comparing(ServerCases::number).reversed());
        return Stream.concat(newest, named).filter(condition::holds).findFirst();
    }

    private static ReleaseNumber number(ServerVersion server) {
        return ReleaseNumber.ofRelease(server.release()).orElseThrow();
    }

    /** What a condition needs and this server does not report: one sentence; empty when there is nothing. */
    public Optional<String> unknown(ServerVersion server) {
        String label = server.product().label();
        boolean byRelease = of(server.product()).anyMatch(kind -> !kind.bounds().isEmpty());
        if (byRelease && ReleaseNumber.ofRelease(server.release()).isEmpty()) {
            return Optional.of("it depends on the version of %s, and '%s' is not a version number"
                    .formatted(label, server.release()));
        }
        boolean byStore = of(server.product()).anyMatch(kind -> kind.store().isPresent());
        return byStore && !STORES.contains(server.store())
                ? Optional.of("it depends on the storage of %s, which the server reports as '%s'"
                        .formatted(label, server.store()))
                : Optional.empty();
    }

    /** Servers as messages name them: a product alone where all of it is meant. */
    public String names(Set<ServerCase> servers) {
        return all().stream()
                .filter(servers::contains)
                .map(server -> servers.containsAll(ofSameProduct(server))
                        ? server.server().product().label()
                        : server.label())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" and "));
    }

    private List<ServerCase> ofSameProduct(ServerCase server) {
        return all().stream()
                .filter(other -> other.server().product() == server.server().product())
                .toList();
    }
}
