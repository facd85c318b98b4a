package io.tidbclient.history.check;

import java.util.OptionalLong;

/** Finds the operations that show a dependency, and says it in a sentence. */
final class DependencySentences {
    private final Evidence evidence;
    private final Narration narration;

    DependencySentences(Evidence evidence, Narration narration) {
        this.evidence = evidence;
        this.narration = narration;
    }

    Dependency dependency(int from, int to, int kind) {
        return switch (kind) {
            case Graph.WW -> write(from, to);
            case Graph.WR -> read(from, to);
            case Graph.RW -> antiDependency(from, to);
            case Graph.SESSION ->
                order(
                        from,
                        to,
                        DependencyKind.SESSION,
                        name(from) + " ran before " + name(to) + " in session "
                                + evidence.history().session(evidence.live().transaction(from)));
            case Graph.REALTIME ->
                order(
                        from,
                        to,
                        DependencyKind.REALTIME,
                        name(from) + " had committed at "
                                + narration.time(evidence.live().end(from)) + ", before " + name(to) + " began at "
                                + narration.time(evidence.live().start(to)));
            default -> throw new IllegalArgumentException("no kind of a dependency: " + kind);
        };
    }

    private Dependency write(int from, int to) {
        for (int append : appends(to)) {
            int key = operations().key(append);
            int position = evidence.versions().position(append);
            int length = position < 0 ? evidence.versions().length(key) : position;
            int before = position < 0 && !evidence.isUnread(append)
                    ? -1
                    : evidence.versions().previousLive(key, length);
            if (before >= 0 && evidence.node(before) == from) {
                String how = position < 0
                        ? "after the " + value(before) + " of " + name(from) + ", since no read of the key shows it"
                        : "after the " + value(before) + " of " + name(from) + ": the list became "
                                + narration.versions(key, position + 1);
                return item(
                        from,
                        to,
                        DependencyKind.WW,
                        append,
                        name(to) + " appended " + value(append) + " to key " + keyName(append) + " " + how);
            }
        }
        throw missing(from, to);
    }

    private Dependency read(int from, int to) {
        for (int read : reads(to)) {
            for (int append : appends(from)) {
                boolean sameKey = operations().key(append) == operations().key(read);
                if (sameKey && evidence.shows(read, append)) {
                    return item(
                            from,
                            to,
                            DependencyKind.WR,
                            append,
                            name(to) + " " + narration.read(read) + ", so it saw the " + value(append) + " that "
                                    + name(from) + " appended");
                }
            }
        }
        throw missing(from, to);
    }

    private Dependency antiDependency(int from, int to) {
        for (int read : reads(from)) {
            for (int append : appends(to)) {
                if (isNextVersion(read, append)) {
                    return item(
                            from,
                            to,
                            DependencyKind.RW,
                            append,
                            name(from) + " " + narration.read(read)
                                    + ", so it did not see the " + value(append) + " that " + name(to) + " appended"
                                    + when(from, to));
                }
            }
        }
        throw missing(from, to);
    }

    private boolean isNextVersion(int read, int append) {
        int key = operations().key(read);
        if (key != operations().key(append) || KeyLists.isKept(operations().datum(read))) {
            return false;
        }
        int next =
                evidence.versions().nextLive(key, KeyLists.prefix(operations().datum(read)));
        return next < 0 ? evidence.isUnread(append) : next == append;
    }

    private String when(int reader, int writer) {
        LiveTransactions live = evidence.live();
        if (!narration.hasTimes() || !live.acknowledged(writer)) {
            return "";
        }
        if (live.end(writer) < live.start(reader)) {
            return " and committed before " + name(reader) + " began";
        }
        boolean later = live.acknowledged(reader) && live.end(reader) < live.start(writer);
        return later ? " after " + name(reader) + " had ended" : " while " + name(reader) + " was in progress";
    }

    private Dependency item(int from, int to, DependencyKind kind, int append, String sentence) {
        long key = evidence.history().key(operations().key(append));
        return new Dependency(
                id(from),
                id(to),
                kind,
                OptionalLong.of(key),
                OptionalLong.of(operations().datum(append)),
                sentence);
    }

    private Dependency order(int from, int to, DependencyKind kind, String sentence) {
        return new Dependency(id(from), id(to), kind, OptionalLong.empty(), OptionalLong.empty(), sentence);
    }

    private IllegalStateException missing(int from, int to) {
        return new IllegalStateException("no operation shows the dependency of " + name(to) + " on " + name(from));
    }

    private int[] appends(int node) {
        return evidence.operations(node).filter(operations()::isAppend).toArray();
    }

    private int[] reads(int node) {
        return evidence.operations(node).filter(evidence::isAnsweredRead).toArray();
    }

    private OperationTable operations() {
        return evidence.operations();
    }

    private long value(int append) {
        return operations().datum(append);
    }

    private long keyName(int operation) {
        return evidence.history().key(operations().key(operation));
    }

    private long id(int node) {
        return evidence.history().id(evidence.live().transaction(node));
    }

    private String name(int node) {
        return narration.name(evidence.live().transaction(node));
    }
}
