package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a database may promise about concurrent transactions, weakest first.
 *
 * <p>The order is partial: {@link #REPEATABLE_READ} (Adya's PL-2.99) and {@link #SNAPSHOT_ISOLATION} are incomparable, since
 * PL-2.99 forbids write skew and does not bind reads by predicate, while snapshot isolation allows the one and binds the other.
 * Sources: Adya, "Weak Consistency" (1999), for PL-1 to PL-3, PL-SI and PL-SS; Cerone, Bernardi and Gotsman, "A Framework for
 * Transactional Consistency Models with Atomic Visibility" (CONCUR 2015), for serializability being stronger than snapshot
 * isolation; Daudjee and Salem, "Lazy Database Replication with Snapshot Isolation" (VLDB 2006), for strong snapshot
 * isolation; the whole as on <a href="https://jepsen.io/consistency">jepsen.io/consistency</a>.
 */
public enum ConsistencyModel {
    /** PL-1: writes of transactions do not interleave. */
    READ_UNCOMMITTED,
    /** PL-2: also, transactions read only what committed transactions wrote last. */
    READ_COMMITTED,
    /** PL-2.99: also, transactions are serializable as far as they access items by key. */
    REPEATABLE_READ,
    /** Each transaction reads from one snapshot, and of two concurrent ones that write the same item one aborts. */
    SNAPSHOT_ISOLATION,
    /** Snapshot isolation whose snapshots contain all that committed before the transaction began, by the clock. */
    STRONG_SNAPSHOT_ISOLATION,
    /** PL-3: the transactions have the effect of some serial order. */
    SERIALIZABLE,
    /** PL-SS: serializable in an order that agrees with the clock. */
    STRICT_SERIALIZABLE;

    /** The name in options and reports, for example {@code snapshot-isolation}. */
    public String optionName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The model of this {@linkplain #optionName() name}. */
    public static Optional<ConsistencyModel> named(String optionName) {
        return Arrays.stream(values())
                .filter(model -> model.optionName().equals(optionName))
                .findFirst();
    }

    /** The name in sentences, for example "snapshot isolation". */
    public String words() {
        return optionName().replace('-', ' ');
    }

    /** Whether every history that this model allows is also allowed by the other one. A model implies itself. */
    public boolean implies(ConsistencyModel other) {
        return this == other || directlyWeaker().stream().anyMatch(model -> model.implies(other));
    }

    private Set<ConsistencyModel> directlyWeaker() {
        return switch (this) {
            case READ_UNCOMMITTED -> Set.of();
            case READ_COMMITTED -> Set.of(READ_UNCOMMITTED);
            case REPEATABLE_READ, SNAPSHOT_ISOLATION -> Set.of(READ_COMMITTED);
            case STRONG_SNAPSHOT_ISOLATION -> Set.of(SNAPSHOT_ISOLATION);
            case SERIALIZABLE -> Set.of(REPEATABLE_READ, SNAPSHOT_ISOLATION);
            case STRICT_SERIALIZABLE -> Set.of(SERIALIZABLE, STRONG_SNAPSHOT_ISOLATION);
        };
    }

    /** All models that are ruled out when these are: they and the stronger ones. */
    public static Set<ConsistencyModel> allImplyingAny(Collection<ConsistencyModel> models) {
        return Arrays.stream(values())
                .filter(model -> models.stream().anyMatch(model::implies))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ConsistencyModel.class)));
    }

    /** Those of the models that no other of them implies. */
    public static Set<ConsistencyModel> strongest(Collection<ConsistencyModel> models) {
        return models.stream()
                .filter(model -> models.stream().noneMatch(other -> other != model && other.implies(model)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(ConsistencyModel.class)));
    }
}
