package io.tidbclient.history.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** A small model of a database of lists, which keeps to one consistency model by construction. */
interface ReferenceStore {
    /** Begins a transaction. */
    Session begin();

    /** Begins a transaction that sees everything that was committed. */
    default Session beginLatest() {
        return begin();
    }

    /** A transaction in progress. */
    interface Session {
        long[] read(long key);

        void append(long key, long value);

        /** Whether it was committed; otherwise it has no effect. */
        boolean commit();
    }

    /** Snapshots and first committer wins: strong snapshot isolation, or snapshot isolation where snapshots may be old. */
    final class Snapshot implements ReferenceStore {
        private final List<Map<Long, List<Long>>> versions = new ArrayList<>(List.of(new TreeMap<>()));
        private final Random random;
        private final int oldest;

        /** @param oldest how many commits a snapshot may be behind */
        Snapshot(Random random, int oldest) {
            this.random = random;
            this.oldest = oldest;
        }

        @Override
        public Session begin() {
            int version = Math.max(0, versions.size() - 1 - (oldest == 0 ? 0 : random.nextInt(oldest + 1)));
            return beginAt(versions.get(version));
        }

        @Override
        public Session beginLatest() {
            return beginAt(versions.getLast());
        }

        private Session beginAt(Map<Long, List<Long>> snapshot) {
            return new BufferedSession(snapshot) {
                @Override
                public boolean commit() {
                    Map<Long, List<Long>> latest = versions.getLast();
                    if (appended().keySet().stream()
                            .anyMatch(key -> !list(latest, key).equals(list(lists(), key)))) {
                        return false;
                    }
                    Map<Long, List<Long>> next = new TreeMap<>(latest);
                    appended().forEach((key, values) -> {
                        List<Long> list = new ArrayList<>(list(latest, key));
                        list.addAll(values);
                        next.put(key, list);
                    });
                    return versions.add(next);
                }
            };
        }
    }

    /**
     * Each read shows what is committed at that moment, and what the transaction itself appended: read committed. Where each
     * transaction is one step ({@link Simulation.Size#atomic}), that is a serial execution: strict serializability.
     */
    final class LatestCommitted implements ReferenceStore {
        private final Map<Long, List<Long>> lists = new TreeMap<>();

        @Override
        public Session begin() {
            return new BufferedSession(lists) {
                @Override
                public boolean commit() {
                    return apply();
                }
            };
        }
    }

    /** Keeps a transaction's appends until it commits. */
    abstract class BufferedSession implements Session {
        private final Map<Long, List<Long>> lists;
        private final Map<Long, List<Long>> appended = new HashMap<>();

        BufferedSession(Map<Long, List<Long>> lists) {
            this.lists = lists;
        }

        final Map<Long, List<Long>> lists() {
            return lists;
        }

        final Map<Long, List<Long>> appended() {
            return appended;
        }

        static List<Long> list(Map<Long, List<Long>> lists, long key) {
            return lists.getOrDefault(key, List.of());
        }

        @Override
        public long[] read(long key) {
            return LongStream.concat(
                            list(lists, key).stream().mapToLong(Long::longValue),
                            list(appended, key).stream().mapToLong(Long::longValue))
                    .toArray();
        }

        @Override
        public void append(long key, long value) {
            appended.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
        }

        final boolean apply() {
            appended.forEach((key, values) ->
                    lists.computeIfAbsent(key, any -> new ArrayList<>()).addAll(values));
            return true;
        }
    }
}
