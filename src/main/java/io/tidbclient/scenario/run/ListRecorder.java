package io.tidbclient.scenario.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.history.Operation;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.history.Values;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.scenario.ListAccess;
import io.tidbclient.scenario.Scalar;

import java.util.Map;
import java.util.Optional;

/**
 * Records what the transactions of one client do to lists. After an unknown outcome, or with a new connection, the client continues
 * as another session of the history. For use by one thread.
 */
final class ListRecorder {
    private final ListHistory history;
    private int session;
    private HistoryRecorder.Open open;
    /** The list of the operation that was sent last. */
    private long key;

    /** @param session the client's number, from 0 */
    ListRecorder(ListHistory history, int session) {
        this.history = history;
        this.session = session;
    }

    /** A transaction is about to begin. */
    void begin() {
        open = history.begin(session);
    }

    /**
     * A statement is about to be sent.
     *
     * @param values what names stand for; the element to append is put there
     * @return the text that should be the number of the list, where it is none
     */
    Optional<String> invoke(ListAccess access, Map<String, Scalar> values) {
        String text = switch (access.key()) {
            case ListAccess.Fixed fixed -> String.valueOf(fixed.number());
            case ListAccess.Named named -> values.get(named.name()).shown();
        };
        Optional<Long> number = ListElements.number(text);
        if (number.isEmpty()) {
            return Optional.of(text);
        }
        key = number.get();
        history.uses(key);
        open.invoke(
                switch (access.kind()) {
                    case READS -> Operation.Read.unanswered(key);
                    case APPENDS -> {
                        long element = history.nextElement();
                        values.put(ListAccess.ELEMENT, Scalar.Numeric.of(element));
                        yield new Operation.Append(key, element);
                    }
                });
        return Optional.empty();
    }

    /**
     * The read that was sent last was answered.
     *
     * @return the text that should be a list, where it is none
     */
    Optional<String> answered(Answer answer) {
        if (answer.rows().size() > 1) {
            return Optional.of(ExpectationText.counted(answer.rows().size(), "row"));
        }
        String text = answer.rows().isEmpty() ? "" : answer.value(0, 0).orElse("");
        Optional<Values> elements = ListElements.parse(text);
        if (elements.isEmpty()) {
            return Optional.of(text);
        }
        open.answered(new Operation.Read(key, elements));
        return Optional.empty();
    }

    /** The transaction has ended. */
    void end(TransactionOutcome outcome) {
        open.end(outcome);
        if (outcome == TransactionOutcome.UNKNOWN) {
            reconnected();
        }
    }

    /** The connection was replaced by another one. */
    void reconnected() {
        session = history.nextSession();
    }
}
