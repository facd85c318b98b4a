package io.tidbclient.history.check;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Anomalies that the list of one read shows. */
final class ReadChecks extends DirectCheck {
    ReadChecks(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        super(evidence, explainer, anomalies);
    }

    @Override
    void run() {
        evidence.forEachRead(read -> {
            if (KeyLists.isKept(operations.datum(read))) {
                checkKept(read);
            } else {
                checkPrefix(read);
            }
        });
    }

    private void checkPrefix(int read) {
        int key = operations.key(read);
        int length = KeyLists.prefix(operations.datum(read));
        VersionOrders versions = evidence.versions();
        if (versions.prefixHasGarbage(key, length)) {
            garbage(read, firstGarbage(read));
        }
        if (versions.prefixHasDuplicate(key, length) || repeatsOwn(read)) {
            duplicate(read);
        }
        if (versions.prefixHasAborted(key, length)) {
            IntStream.range(0, length)
                    .map(i -> versions.append(key, i))
                    .filter(append -> append >= 0 && !evidence.isLiveAppend(append))
                    .findFirst()
                    .ifPresent(append -> aborted(read, append));
        }
        if (length > 0) {
            checkLast(read, versions.append(key, length - 1));
        }
    }

    private void checkKept(int read) {
        int key = operations.key(read);
        long[] list = evidence.history().lists.kept(operations.datum(read));
        int[] appends = Arrays.stream(list)
                .mapToInt(element -> operations.findAppend(key, element))
                .toArray();
        found(AnomalyKind.INCOMPATIBLE_ORDER, new int[] {read}, () -> incompatible(read));
        if (Arrays.stream(appends).anyMatch(append -> append < 0)) {
            garbage(read, firstGarbage(read));
        }
        if (Arrays.stream(list).distinct().count() < list.length || repeatsOwn(read)) {
            duplicate(read);
        }
        Arrays.stream(appends)
                .filter(append -> append >= 0 && !evidence.isLiveAppend(append))
                .findFirst()
                .ifPresent(append -> aborted(read, append));
        // A list that is kept is not empty, since the empty one is a prefix of every list.
        checkLast(read, appends[appends.length - 1]);
    }

    private void checkLast(int read, int append) {
        boolean ofOther =
                evidence.isLiveAppend(append) && operations.transaction(append) != operations.transaction(read);
        if (ofOther && evidence.isIntermediate(append)) {
            found(
                    AnomalyKind.G1B,
                    new int[] {read, append},
                    () -> who(read) + " " + narration.read(read) + ", whose last " + "element, " + value(append)
                            + ", is not the last one that " + who(append) + " appended to the key");
        }
    }

    private void aborted(int read, int append) {
        found(
                AnomalyKind.G1A,
                new int[] {read, append},
                () -> who(read) + " " + narration.read(read) + ", so it saw the " + value(append) + " that "
                        + who(append) + " appended, and " + who(append) + " was aborted");
    }

    private void garbage(int read, long element) {
        found(
                AnomalyKind.GARBAGE_READ,
                new int[] {read},
                () -> who(read) + " " + narration.read(read) + ", and no transaction appended " + element
                        + " to the key");
    }

    private void duplicate(int read) {
        found(
                AnomalyKind.DUPLICATE_APPEND,
                new int[] {read},
                () -> who(read) + " " + narration.read(read) + ", where " + duplicateElement(read)
                        + " stands more than once, although it was appended once");
    }

    private String incompatible(int read) {
        int key = operations.key(read);
        return who(read) + " " + narration.read(read) + ", but another transaction read it as "
                + narration.versions(key, evidence.versions().length(key)) + ": neither list is a prefix of the other";
    }

    private boolean repeatsOwn(int read) {
        return evidence.history().lists.own(operations.datum(read)) > 0
                && evidence.operations(evidence.node(read))
                        .filter(append -> append < read && operations.isAppend(append))
                        .anyMatch(append ->
                                operations.key(append) == operations.key(read) && evidence.shows(read, append));
    }

    private long firstGarbage(int read) {
        return answer(read)
                .filter(element -> operations.findAppend(operations.key(read), element) < 0)
                .findFirst()
                .orElseThrow();
    }

    private long duplicateElement(int read) {
        return answer(read)
                .filter(element -> answer(read).filter(each -> each == element).count() > 1)
                .findFirst()
                .orElseThrow();
    }

    private LongStream answer(int read) {
        return evidence.history().answer(read).orElseThrow().stream();
    }
}
