package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For which servers something is meant. */
public sealed interface ServerCondition {
    /** All servers. */
    static ServerCondition any() {
        return new AllOf(List.of());
    }

    /** Whether it holds for a server. What a condition is about must be known of the server: see {@link ServerCases#unknown}. */
    boolean holds(ServerVersion server);

    /** All that it says of products. */
    Stream<Kind> kinds();

    /** As a script has it. */
    String shown();

    /** One that holds where this one and the other do. */
    default ServerCondition and(ServerCondition other) {
        if (equals(any())) {
            return other;
        }
        return other.equals(any()) ? this : new AllOf(List.of(this, other));
    }

    /**
     * A product, and of it the releases and the storage.
     *
     * @param store as TiDB reports it, {@code tikv} for example; empty for any
     * @param bounds of the release; all hold
     */
    record Kind(Product product, Optional<String> store, List<Bound> bounds) implements ServerCondition {
        public Kind {
            bounds = List.copyOf(bounds);
        }

        /** Every release of a product. */
        public static Kind of(Product product) {
            return new Kind(product, Optional.empty(), List.of());
        }

        @Override
        public boolean holds(ServerVersion server) {
            return server.product() == product
                    && (store.isEmpty() || store.get().equals(server.store()))
                    && (bounds.isEmpty()
                            || ReleaseNumber.ofRelease(server.release())
                                    .filter(number -> bounds.stream().allMatch(bound -> bound.includes(number)))
                                    .isPresent());
        }

        @Override
        public Stream<Kind> kinds() {
            return Stream.of(this);
        }

        @Override
        public String shown() {
            return product.name().toLowerCase(Locale.ROOT)
                    + store.map(name -> "/" + name).orElse("")
                    + bounds.stream()
                            .map(bound -> " " + bound.comparison().sign() + " " + bound.number())
                            .collect(Collectors.joining());
        }
    }

    /** A bound of the release. */
    record Bound(Comparison comparison, ReleaseNumber number) {
        boolean includes(ReleaseNumber release) {
            int order = release.compareToPrefix(number);
            return switch (comparison) {
                case AT_LEAST -> order >= 0;
                case AT_MOST -> order <= 0;
                case BELOW -> order < 0;
                case ABOVE -> order > 0;
                case EQUAL -> order == 0;
            };
        }
    }

    /** How a release is compared with a number. */
    enum Comparison {
        /** The number or a later one. */
        AT_LEAST(">="),
        /** The number or an earlier one. */
        AT_MOST("<="),
        /** Earlier than the number. */
        BELOW("<"),
        /** Later than the number. */
        ABOVE(">"),
        /** The number. */
        EQUAL("=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As a script has it. */
        public String sign() {
            return sign;
        }
    }

    /** One of these holds. */
    record AnyOf(List<ServerCondition> conditions) implements ServerCondition {
        public AnyOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(ServerVersion server) {
            return conditions.stream().anyMatch(condition -> condition.holds(server));
        }

        @Override
        public Stream<Kind> kinds() {
            return conditions.stream().flatMap(ServerCondition::kinds);
        }

        @Override
        public String shown() {
            return conditions.stream().map(ServerCondition::shown).collect(Collectors.joining(" or "));
        }
    }

    /** All of these hold. */
    record AllOf(List<ServerCondition> conditions) implements ServerCondition {
        public AllOf {
            conditions = List.copyOf(conditions);
        }

        @Override
        public boolean holds(ServerVersion server) {
            return conditions.stream().allMatch(condition -> condition.holds(server));
        }

        @Override
        public Stream<Kind> kinds() {
            return conditions.stream().flatMap(ServerCondition::kinds);
        }

        @Override
        public String shown() {
            return conditions.isEmpty()
                    ? "any server"
                    : conditions.stream().map(ServerCondition::shown).collect(Collectors.joining(" and "));
        }
    }

    /** This one does not hold. */
    record Not(ServerCondition condition) implements ServerCondition {
        @Override
        public boolean holds(ServerVersion server) {
            return !condition.holds(server);
        }

        @Override
        public Stream<Kind> kinds() {
            return condition.kinds();
        }

        @Override
        public String shown() {
            return "not " + condition.shown();
        }
    }
}
