package io.tidbclient.history.check;

import java.util.Arrays;

/** Whether a transaction's reads agree with what it appended and read itself. */
final class OwnOperationChecks extends DirectCheck {
    OwnOperationChecks(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        super(evidence, explainer, anomalies);
    }

    @Override
    void run() {
        reads().forEach(this::check);
    }

    private void check(int read) {
        if (!checkOwnAppends(read)) {
            checkPreviousRead(read);
        }
    }

    /** Whether something was found. */
    private boolean checkOwnAppends(int read) {
        int[] own = evidence.operations(evidence.node(read))
                .filter(append -> operations.isAppend(append) && operations.key(append) == operations.key(read))
                .toArray();
        long before = Arrays.stream(own).filter(append -> append < read).count();
        boolean atEnd = evidence.history().lists.own(operations.datum(read)) == before;
        for (int append : own) {
            boolean shown = evidence.shows(read, append);
            if (append < read && !atEnd && !shown) {
                found(
                        AnomalyKind.OWN_APPEND_MISSED,
                        new int[] {read},
                        () -> who(read) + " appended " + value(append) + " to key " + key(read) + " and then "
                                + narration.read(read));
                return true;
            }
            if (append > read && shown) {
                found(
                        AnomalyKind.FUTURE_READ,
                        new int[] {read},
                        () -> who(read) + " " + narration.read(read) + ", and appended " + value(append)
                                + " only afterwards");
                return true;
            }
        }
        if (!atEnd) {
            found(
                    AnomalyKind.INTERNAL,
                    new int[] {read},
                    () -> who(read) + " " + narration.read(read) + ", where its own appends are not the last elements");
        }
        return !atEnd;
    }

    private void checkPreviousRead(int read) {
        int first = evidence.history().first(operations.transaction(read));
        for (int previous = read - 1; previous >= first; previous--) {
            if (operations.key(previous) == operations.key(read) && evidence.isAnsweredRead(previous)) {
                if (!sameOthers(previous, read)) {
                    int earlier = previous;
                    found(
                            AnomalyKind.INTERNAL,
                            new int[] {read},
                            () -> who(read) + " " + narration.read(earlier) + ", and later as " + narration.answer(read)
                                    + ": the appends of others changed in between");
                }
                return;
            }
        }
    }

    private boolean sameOthers(int one, int other) {
        long first = operations.datum(one);
        long second = operations.datum(other);
        if (KeyLists.isKept(first) || KeyLists.isKept(second)) {
            KeyLists lists = evidence.history().lists;
            int key = operations.key(one);
            return Arrays.equals(lists.list(key, first), lists.list(key, second));
        }
        return KeyLists.prefix(first) == KeyLists.prefix(second);
    }
}
