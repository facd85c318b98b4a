package io.tidbclient.isolation.run;

import io.tidbclient.connection.Session;
import io.tidbclient.history.Operation;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.isolation.TransactionGenerator;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.scenario.run.ClientProgram;
import io.tidbclient.scenario.run.ProgramSession;
import io.tidbclient.time.NanoClock;

import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Runs generated list-append transactions and records their history; at the end, one transaction reads every list. */
final class ListAppendProgram implements ClientProgram, AutoCloseable {
    private static final String SNAPSHOT_ISOLATION = "SHOW VARIABLES LIKE 'innodb_snapshot_isolation'";

    private final TransactionShape shape;
    private final double cutRate;
    private final TransactionGenerator generator;
    private final ListTable table = new ListTable();
    private final HistoryRecorder recorder;
    private final RunCounters counters;
    private final AtomicInteger nextSession;
    private final Map<Integer, ListAppendClient> clients = new ConcurrentHashMap<>();
    private volatile boolean snapshotIsolation;

    /**
     * A program for one run.
     *
     * @param ended receives each transaction when it has ended, one at a time
     */
    ListAppendProgram(VerificationPlan plan, Consumer<Transaction> ended, RunCounters counters, NanoClock clock) {
        this.shape = plan.shape();
        this.cutRate = plan.cutRate();
        this.generator = new TransactionGenerator(shape);
        this.recorder = new HistoryRecorder(ended, clock);
        this.counters = counters;
        this.nextSession = new AtomicInteger(plan.load().sessions());
    }

    @Override
    public void prepare(Session admin) {
        table.create(admin::execute, shape.keys());
        snapshotIsolation = admin.query(SNAPSHOT_ISOLATION, row -> row.text("Value")).stream()
                .anyMatch(value -> value.filter("ON"::equalsIgnoreCase).isPresent());
    }

    /** Whether MariaDB's {@code innodb_snapshot_isolation} is on; false for other servers, and before the preparation. */
    boolean snapshotIsolation() {
        return snapshotIsolation;
    }

    @Override
    public End transaction(ProgramSession session) {
        TransactionOutcome outcome = clients.computeIfAbsent(session.number(), number -> client(session))
                .run(generator.next());
        return switch (outcome) {
            case COMMITTED -> End.COMMITTED;
            case ABORTED -> End.ABORTED;
            case UNKNOWN -> End.UNKNOWN;
        };
    }

    private ListAppendClient client(ProgramSession session) {
        SplittableRandom random = new SplittableRandom(shape.seed() * 1_000_003 + session.number());
        return new ListAppendClient(
                session, table, recorder, counters, new ConnectionCuts(cutRate, random), nextSession::getAndIncrement);
    }

    @Override
    public void conclude(Session admin) {
        admin.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
        HistoryRecorder.Open last = recorder.begin(generator.nextId(), nextSession.getAndIncrement());
        TransactionOutcome outcome = TransactionOutcome.ABORTED;
        try {
            admin.execute("START TRANSACTION");
            ListTable.readAll(
                    admin::run,
                    generator.keyCount(),
                    (values, key) -> last.invoke(new Operation.Read(key, Optional.of(values))));
            admin.execute("COMMIT");
            outcome = TransactionOutcome.COMMITTED;
        } finally {
            last.end(outcome);
        }
    }

    /** The history has ended: the outcome of transactions in progress is unknown. */
    @Override
    public void close() {
        recorder.close();
    }
}
