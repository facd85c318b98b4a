package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Dirty, reordered and lost updates: appends to versions to which they should not have been applied. */
final class UpdateChecks extends DirectCheck {
    UpdateChecks(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        super(evidence, explainer, anomalies);
    }

    @Override
    void run() {
        for (int key = 0; key < evidence.history().keyCount(); key++) {
            if (evidence.versions().prefixHasAborted(key, evidence.versions().length(key))) {
                findDirtyUpdates(key);
            }
        }
        evidence.forEachAppend(this::findReorderedAppend);
        findLostUpdates();
    }

    private void findReorderedAppend(int later) {
        int earlier = evidence.appendBefore(later);
        int position = evidence.versions().position(later);
        boolean missing = earlier >= 0 && evidence.versions().position(earlier) < 0;
        if (earlier >= 0 && position >= 0 && (missing || evidence.versions().position(earlier) > position)) {
            int key = operations.key(later);
            found(
                    AnomalyKind.REORDERED_APPENDS,
                    new int[] {later},
                    () -> who(later) + " appended " + value(earlier) + " and then " + value(later) + " to key "
                            + key(later) + ", but the list became "
                            + narration.versions(key, evidence.versions().length(key)));
        }
    }

    private void findDirtyUpdates(int key) {
        VersionOrders versions = evidence.versions();
        for (int i = 0; i < versions.length(key); i++) {
            int aborted = versions.append(key, i);
            if (aborted >= 0 && !evidence.isLiveAppend(aborted)) {
                IntStream.range(i + 1, versions.length(key))
                        .map(later -> versions.append(key, later))
                        .filter(evidence::isLiveAppend)
                        .findFirst()
                        .ifPresent(update -> foundDirtyUpdate(aborted, update));
            }
        }
    }

    private void foundDirtyUpdate(int aborted, int update) {
        int length = evidence.versions().position(update) + 1;
        found(
                AnomalyKind.DIRTY_UPDATE,
                new int[] {update, aborted},
                () -> who(update) + " appended " + value(update)
                        + " to a version of key " + key(update) + " with the " + value(aborted) + " that "
                        + who(aborted)
                        + " appended, and " + who(aborted) + " was aborted: the list became "
                        + narration.versions(operations.key(update), length));
    }

    private void findLostUpdates() {
        GrowableLongs found = new GrowableLongs();
        evidence.forEachAppend(append -> {
            int read = evidence.appendBefore(append) < 0 ? readBefore(append) : -1;
            if (read >= 0) {
                found.add(versionAndRead(read));
            }
        });
        long[] updates = found.first(found.size());
        Arrays.sort(updates);
        for (int i = 0; i < updates.length; ) {
            int end = i + 1;
            while (end < updates.length && updates[end] >>> 32 == updates[i] >>> 32) {
                end++;
            }
            if (end > i + 1) {
                int[] reads = Arrays.stream(updates, i, end)
                        .mapToInt(update -> (int) update)
                        .toArray();
                NumberSort.sort(reads, (one, other) -> Integer.compare(evidence.node(one), evidence.node(other)));
                foundLostUpdate(reads);
            }
            i = end;
        }
    }

    /** The last answered read of the key before an append; -1 if there is none, or its version is not certain. */
    private int readBefore(int append) {
        int first = evidence.history().first(operations.transaction(append));
        for (int read = append - 1; read >= first; read--) {
            if (operations.key(read) == operations.key(append) && evidence.isAnsweredRead(read)) {
                long datum = operations.datum(read);
                int trusted = evidence.history().lists.trusted(operations.key(read));
                return !KeyLists.isKept(datum) && KeyLists.prefix(datum) <= trusted ? read : -1;
            }
        }
        return -1;
    }

    private long versionAndRead(int read) {
        int length = KeyLists.prefix(operations.datum(read));
        return ((long) evidence.versions().versionNumber(operations.key(read), length) << 32) | read;
    }

    private void foundLostUpdate(int[] reads) {
        found(
                AnomalyKind.LOST_UPDATE,
                reads,
                () -> Arrays.stream(reads).mapToObj(this::who).collect(Collectors.joining(" and ")) + " each "
                        + narration.read(reads[0])
                        + " and then appended to it, so that "
                        + (reads.length == 2
                                ? "neither saw the other's append"
                                : "none of them saw the others' appends"));
    }
}
