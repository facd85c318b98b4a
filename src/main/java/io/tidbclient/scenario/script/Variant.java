package io.tidbclient.scenario.script;

import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.ServerCondition;
import io.tidbclient.scenario.SessionPlan.Mode;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of the scenarios that a script with a {@code matrix} stands for.
 *
 * @param isolation what its sessions ask for, as SQL writes it; empty where the matrix has no levels
 * @param mode how their transactions begin; empty where the matrix has no modes
 */
record Variant(Optional<String> isolation, Optional<Mode> mode) {
    /** The only scenario of a script without a matrix. */
    static final Variant ONLY = new Variant(Optional.empty(), Optional.empty());

    /**
     * The levels that TiDB accepts; it refuses others with error 8048. See "TiDB Transaction Isolation Levels" in TiDB's
     * documentation.
     */
    private static final Set<String> LEVELS_OF_TIDB = Set.of("READ COMMITTED", "REPEATABLE READ");

    private static final ServerCondition TIDB = ServerCondition.Kind.of(Product.TIDB);
    private static final ServerCondition OTHERS = new ServerCondition.AnyOf(
            List.of(ServerCondition.Kind.of(Product.MYSQL), ServerCondition.Kind.of(Product.MARIADB)));

    /** Whether some server has both: optimistic transactions are TiDB's alone. */
    boolean exists() {
        return !isOptimistic() || isolation.stream().allMatch(LEVELS_OF_TIDB::contains);
    }

    /** The servers that have its level and its mode. */
    ServerCondition servers() {
        if (isOptimistic()) {
            return TIDB;
        }
        return isolation.stream().allMatch(LEVELS_OF_TIDB::contains) ? ServerCondition.any() : OTHERS;
    }

    /** Whether it has all that another one asks for. */
    boolean matches(Variant asked) {
        return (asked.isolation.isEmpty() || asked.isolation.equals(isolation))
                && (asked.mode.isEmpty() || asked.mode.equals(mode));
    }

    /** {@code read committed, pessimistic}; empty for the only one. */
    String label() {
        return Stream.concat(isolation.stream(), mode.stream().map(Mode::name))
                .map(part -> part.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private boolean isOptimistic() {
        return mode.filter(Mode.OPTIMISTIC::equals).isPresent();
    }
}
