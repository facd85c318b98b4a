package io.tidbclient.history.check;

import java.util.Set;

/**
 * Anomalies by their names in the literature, worst first. docs/isolation.md has the definitions and their sources (Adya 1999;
 * Cerone, Bernardi, Gotsman 2015; Kingsbury, Alvaro 2020).
 *
 * <p>The cyclic ones exist in three forms: of data dependencies alone; {@code _PROCESS}, with at least one edge of session
 * order; {@code _REALTIME}, with at least one edge of real-time order. Only models that are bound to the clock, or to the
 * order of a session, forbid the latter two.
 */
public enum AnomalyKind {
    /** A transaction read an element that no transaction of the history appended. */
    GARBAGE_READ("garbage-read", "read of an element that was never appended"),
    /** A list contains an element twice that was appended once. */
    DUPLICATE_APPEND("duplicate-append", "element applied twice"),
    /** An acknowledged append is missing in the final read of its key. Reported only with {@link CheckOptions#finalReads}. */
    LOST_APPEND("lost-append", "committed append that is lost"),
    /** A transaction appended an element and then read the list without it. */
    OWN_APPEND_MISSED("own-append-missed", "own append not read"),
    /** A list shows a transaction's later append to a key without its earlier one before it. */
    REORDERED_APPENDS("reordered-appends", "appends of one transaction out of order"),
    /** A transaction read an element that it appended only later. */
    FUTURE_READ("future-read", "read of a later append of its own"),
    /** A read disagrees with what the same transaction read or appended before. */
    INTERNAL("internal", "internal inconsistency"),
    /** A committed transaction read an element that an aborted one appended. */
    G1A("G1a", "aborted read"),
    /** A transaction read a version that another one replaced by a later append of its own. */
    G1B("G1b", "intermediate read"),
    /** A committed transaction appended to a version that contains an aborted transaction's element. */
    DIRTY_UPDATE("dirty-update", "dirty update"),
    /** Two reads of a key of which neither is a prefix of the other. */
    INCOMPATIBLE_ORDER("incompatible-order", "incompatible order of versions"),
    /** Several committed transactions read the same version of a key and then appended to it. */
    LOST_UPDATE("lost-update", "lost update"),
    /** A cycle of write dependencies. */
    G0("G0", "write cycle"),
    G0_PROCESS("G0", "write cycle"),
    G0_REALTIME("G0", "write cycle"),
    /** A cycle of write and read dependencies, with at least one read dependency. */
    G1C("G1c", "circular information flow"),
    G1C_PROCESS("G1c", "circular information flow"),
    G1C_REALTIME("G1c", "circular information flow"),
    /** A cycle with exactly one anti-dependency. */
    G_SINGLE("G-single", "read skew"),
    G_SINGLE_PROCESS("G-single", "read skew"),
    G_SINGLE_REALTIME("G-single", "read skew"),
    /** A cycle with two or more anti-dependencies, no two of which follow one another. */
    G_NONADJACENT("G-nonadjacent", "nonadjacent anti-dependencies"),
    G_NONADJACENT_PROCESS("G-nonadjacent", "nonadjacent anti-dependencies"),
    G_NONADJACENT_REALTIME("G-nonadjacent", "nonadjacent anti-dependencies"),
    /** A cycle in which at least two anti-dependencies follow one another. */
    G2_ITEM("G2-item", "write skew"),
    G2_ITEM_PROCESS("G2-item", "write skew"),
    G2_ITEM_REALTIME("G2-item", "write skew");

    private final String base;
    private final String title;

    AnomalyKind(String base, String title) {
        this.base = base;
        this.title = title;
    }

    /** The name in the literature and in reports, for example {@code G-single} or {@code G-single-realtime}. */
    public String label() {
        return base + suffix(name(), "-process", "-realtime");
    }

    /** The name in words, for example "read skew" or "read skew by real-time order". */
    public String title() {
        return title + suffix(name(), " by session order", " by real-time order");
    }

    /** The weakest models that forbid it; those that imply one of them forbid it, too. */
    public Set<ConsistencyModel> rulesOut() {
        return switch (this) {
            case GARBAGE_READ, DUPLICATE_APPEND, LOST_APPEND, OWN_APPEND_MISSED, REORDERED_APPENDS, G0 ->
                Set.of(ConsistencyModel.READ_UNCOMMITTED);
            case FUTURE_READ, G1A, G1B, DIRTY_UPDATE, INCOMPATIBLE_ORDER, G1C ->
                Set.of(ConsistencyModel.READ_COMMITTED);
            case INTERNAL, LOST_UPDATE, G_SINGLE, G_NONADJACENT ->
                Set.of(ConsistencyModel.REPEATABLE_READ, ConsistencyModel.SNAPSHOT_ISOLATION);
            case G0_PROCESS,
                    G0_REALTIME,
                    G1C_PROCESS,
                    G1C_REALTIME,
                    G_SINGLE_PROCESS,
                    G_SINGLE_REALTIME,
                    G_NONADJACENT_PROCESS,
                    G_NONADJACENT_REALTIME -> Set.of(ConsistencyModel.STRONG_SNAPSHOT_ISOLATION);
            case G2_ITEM -> Set.of(ConsistencyModel.REPEATABLE_READ);
            case G2_ITEM_PROCESS, G2_ITEM_REALTIME -> Set.of(ConsistencyModel.STRICT_SERIALIZABLE);
        };
    }

    /** Whether it is a cycle of dependencies, rather than visible in the reads of one key. */
    public boolean cyclic() {
        return compareTo(G0) >= 0;
    }

    private static String suffix(String name, String process, String realtime) {
        if (name.endsWith("_PROCESS")) {
            return process;
        }
        return name.endsWith("_REALTIME") ? realtime : "";
    }
}
