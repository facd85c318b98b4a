package io.tidbclient.history.check;

import java.util.Arrays;

/** Whether a transaction's reads agree with what it appended and read itself. */
final class OwnOperationChecks extends DirectCheck {
    OwnOperationChecks(Evidence evidence, Explainer explainer, AnomalyCollector anomalies) {
        super(evidence, explainer, anomalies);
    }

    @Override
    void run() {
        evidence.forEachRead(this::check);
    }

    private void check(int read) {
        if (!evidence.history().appends(operations.transaction(read)) || !checkOwnAppends(read)) {
            checkPreviousRead(read);
        }
    }

    /** Whether something was found. */
    private boolean checkOwnAppends(int read) {
        int transaction = operations.transaction(read);
        int last = evidence.history().last(transaction);
        boolean atEnd = hasOwnAtEnd(read);
        for (int append = evidence.history().first(transaction); append < last; append++) {
            boolean own = operations.isAppend(append) && operations.key(append) == operations.key(read);
            if (own && append < read && !atEnd && !evidence.shows(read, append)) {
                ownAppendMissed(read, append);
                return true;
            }
            if (own && append > read && evidence.shows(read, append)) {
                futureRead(read, append);
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

    /** Whether the list ends with all that the transaction appended before. */
    private boolean hasOwnAtEnd(int read) {
        return evidence.appendBefore(read) < 0 || evidence.history().lists.own(operations.datum(read)) > 0;
    }

    private void ownAppendMissed(int read, int append) {
        found(
                AnomalyKind.OWN_APPEND_MISSED,
                new int[] {read},
                () -> who(read) + " appended " + value(append) + " to key " + key(read) + " and then "
                        + narration.read(read));
    }

    private void futureRead(int read, int append) {
        found(
                AnomalyKind.FUTURE_READ,
                new int[] {read},
                () -> who(read) + " " + narration.read(read) + ", and appended " + value(append) + " only afterwards");
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
