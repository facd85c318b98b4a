package io.tidbclient.isolation.run;

import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.history.Operation;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.isolation.PlannedTransaction;
import io.tidbclient.scenario.run.ConnectionFaults;
import io.tidbclient.scenario.run.ProgramSession;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Runs the transactions of one client. A transaction that fails before its COMMIT was sent has certainly no effect. One whose COMMIT
 * failed is aborted only where the server's error says so ({@link FailureKind#TRANSACTION_CONFLICT}); otherwise its outcome is
 * unknown. After an unknown outcome or the loss of a connection the client continues as a session with another number, as a process of Jepsen's does: the
 * order of its transactions is not known to the server's session any more. For use by one thread.
 */
final class ListAppendClient {
    /** Errors that the next transaction would meet as well. */
    private static final Set<FailureKind> FINAL = EnumSet.of(
            FailureKind.STATEMENT_REFUSED,
            FailureKind.NO_PRIVILEGE,
            FailureKind.UNKNOWN_DATABASE,
            FailureKind.EXPECTATION_NOT_MET,
            FailureKind.DEFECT);

    private final ProgramSession session;
    private final String begin;
    private final Shared shared;
    private final ConnectionFaults faults;
    private final Reconnector reconnector;
    /** Of the session in the history. */
    private int number;
    /** The client does not reach its server again. */
    private boolean over;

    /**
     * What all clients of a run share.
     *
     * @param nextNumber gives numbers of sessions that are not used yet
     */
    record Shared(ListTable table, HistoryRecorder recorder, RunCounters counters, IntSupplier nextNumber) {}

    /** @param begin the statement that begins a transaction */
    ListAppendClient(
            ProgramSession session, String begin, Shared shared, ConnectionFaults faults, Reconnector reconnector) {
        this.session = session;
        this.begin = begin;
        this.shared = shared;
        this.faults = faults;
        this.reconnector = reconnector;
        this.number = session.number();
    }

    /**
     * Runs one transaction. It is not begun, and is not part of the history, when the run ends before the server is reached.
     *
     * @throws FailureException when the next transaction cannot succeed either, or no new connection can be opened
     */
    TransactionOutcome run(PlannedTransaction planned) {
        if (over || !provideRows(planned.greatestKey())) {
            return TransactionOutcome.ABORTED;
        }
        HistoryRecorder.Open open = shared.recorder().begin(planned.id(), number);
        faults.begin(planned.operations().size() + 2);
        TransactionOutcome outcome = TransactionOutcome.ABORTED;
        Optional<Failure> failure = Optional.empty();
        try {
            send(begin, List.of());
            planned.operations().forEach(operation -> operate(open, operation));
            // From here on, the outcome is unknown until the server answers.
            outcome = TransactionOutcome.UNKNOWN;
            Answer unused = send("COMMIT", List.of());
            outcome = TransactionOutcome.COMMITTED;
        } catch (FailureException e) {
            failure = Optional.of(e.failure());
            if (e.failure().kind() == FailureKind.TRANSACTION_CONFLICT) {
                outcome = TransactionOutcome.ABORTED;
            }
        } finally {
            open.end(outcome);
            shared.counters().ended(outcome);
        }
        if (outcome == TransactionOutcome.UNKNOWN) {
            number = shared.nextNumber().getAsInt();
        }
        failure.ifPresent(this::recover);
        return outcome;
    }

    /** Whether it runs no other transaction: the run ended before its server was reached again, or it was not reached for too long. */
    boolean isOver() {
        return over;
    }

    /** A cut that was still due may meet the INSERT. */
    private boolean provideRows(long key) {
        try {
            shared.table().provide(key, sql -> session.run(sql, List.of()));
            return true;
        } catch (FailureException e) {
            boolean recovered = recover(e.failure());
            if (recovered) {
                shared.table().provide(key, sql -> session.run(sql, List.of()));
            }
            return recovered;
        }
    }

    private void operate(HistoryRecorder.Open open, Operation operation) {
        open.invoke(operation);
        switch (operation) {
            case Operation.Append append -> ListTable.append(this::send, append.key(), append.value());
            case Operation.Read read ->
                open.answered(new Operation.Read(read.key(), Optional.of(ListTable.read(this::send, read.key()))));
        }
    }

    private Answer send(String sql, List<Object> parameters) {
        faults.beforeStatement();
        long begin = session.clock().nanos();
        Answer answer = session.run(sql, parameters);
        faults.afterStatement(session.clock().nanos() - begin);
        return answer;
    }

    /** Whether the session is ready for the next transaction. */
    private boolean recover(Failure failure) {
        shared.counters().error(failure.codeWithName().orElse(failure.kind().label()));
        if (FINAL.contains(failure.kind())) {
            throw new FailureException(failure, null);
        }
        if (faults.hasStruck()
                || failure.code() == 0
                || failure.kind().category() == FailureKind.FailureCategory.UNREACHED) {
            return reconnect();
        }
        try {
            Answer unused = session.run("ROLLBACK", List.of());
            return true;
        } catch (FailureException e) {
            return reconnect();
        }
    }

    private boolean reconnect() {
        faults.cancel();
        number = shared.nextNumber().getAsInt();
        boolean open = reconnector.reconnect();
        if (open) {
            shared.counters().reconnected();
        }
        over = !open;
        return open;
    }
}
