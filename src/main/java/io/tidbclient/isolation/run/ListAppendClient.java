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
    private final ListTable table;
    private final HistoryRecorder recorder;
    private final RunCounters counters;
    private final ConnectionFaults faults;
    private final IntSupplier nextNumber;
    /** Of the session in the history. */
    private int number;

    /**
     * @param begin the statement that begins a transaction
     * @param nextNumber gives numbers of sessions that are not used yet
     */
    ListAppendClient(
            ProgramSession session,
            String begin,
            ListTable table,
            HistoryRecorder recorder,
            RunCounters counters,
            ConnectionFaults faults,
            IntSupplier nextNumber) {
        this.session = session;
        this.begin = begin;
        this.table = table;
        this.recorder = recorder;
        this.counters = counters;
        this.faults = faults;
        this.nextNumber = nextNumber;
        this.number = session.number();
    }

    /**
     * Runs one transaction.
     *
     * @throws FailureException when the next transaction cannot succeed either, or no new connection can be opened
     */
    TransactionOutcome run(PlannedTransaction planned) {
        provideRows(planned.greatestKey());
        HistoryRecorder.Open open = recorder.begin(planned.id(), number);
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
            counters.ended(outcome);
        }
        failure.ifPresent(this::recover);
        if (outcome == TransactionOutcome.UNKNOWN) {
            number = nextNumber.getAsInt();
        }
        return outcome;
    }

    /** A cut that was still due may meet the INSERT. */
    private void provideRows(long key) {
        try {
            table.provide(key, sql -> session.run(sql, List.of()));
        } catch (FailureException e) {
            recover(e.failure());
            table.provide(key, sql -> session.run(sql, List.of()));
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

    private void recover(Failure failure) {
        counters.error(failure.codeWithName().orElse(failure.kind().label()));
        if (FINAL.contains(failure.kind())) {
            throw new FailureException(failure, null);
        }
        faults.cancel();
        if (failure.code() == 0 || failure.kind().category() == FailureKind.FailureCategory.UNREACHED) {
            reconnect();
            return;
        }
        try {
            Answer unused = session.run("ROLLBACK", List.of());
        } catch (FailureException e) {
            reconnect();
        }
    }

    private void reconnect() {
        number = nextNumber.getAsInt();
        try {
            session.reconnect();
        } catch (FailureException e) {
            if (e.failure().kind() != FailureKind.CONNECTION_LOST) {
                throw e;
            }
            // A cut that could not be cancelled any more has met the new connection.
            session.reconnect();
        }
        counters.reconnected();
    }
}
