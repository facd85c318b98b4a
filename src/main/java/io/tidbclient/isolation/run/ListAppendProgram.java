package io.tidbclient.isolation.run;

import io.tidbclient.connection.Session;
import io.tidbclient.history.Transaction;
import io.tidbclient.history.TransactionOutcome;
import io.tidbclient.isolation.HistoryRecorder;
import io.tidbclient.isolation.TransactionGenerator;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.isolation.TransactionShape;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.scenario.run.ClientProgram;
import io.tidbclient.scenario.run.ConnectionFaults;
import io.tidbclient.scenario.run.ProgramSession;
import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Runs generated list-append transactions and records their history; at the end, every list is read. */
final class ListAppendProgram implements ClientProgram, AutoCloseable {
    private static final String SNAPSHOT_ISOLATION = "SHOW VARIABLES LIKE 'innodb_snapshot_isolation'";

    private static final String VERSION = "SELECT VERSION() AS version";

    private static final long NOT_BEGUN = Long.MIN_VALUE;

    private final TransactionShape shape;
    private final TransactionMode mode;
    private final Optional<Duration> duration;
    private final ConnectionFaults.Rates rates;
    private final AtomicLong begun = new AtomicLong(NOT_BEGUN);
    private final AtomicLong started = new AtomicLong();
    private final TransactionGenerator generator;
    private final ListTable table = new ListTable();
    private final HistoryRecorder recorder;
    private final RunCounters counters;
    private final SessionNumbers numbers;
    private final Map<Integer, ListAppendClient> clients = new ConcurrentHashMap<>();
    private volatile boolean snapshotIsolation;
    private volatile String begin = "START TRANSACTION";

    /**
     * A program for one run.
     *
     * @param ended receives each transaction when it has ended, one at a time
     */
    ListAppendProgram(VerificationPlan plan, Consumer<Transaction> ended, RunCounters counters, NanoClock clock) {
        this.shape = plan.shape();
        this.mode = plan.mode().orElse(TransactionMode.PESSIMISTIC);
        this.duration = plan.load().duration();
        this.rates = new ConnectionFaults.Rates(plan.cutRate(), plan.killRate());
        this.generator = new TransactionGenerator(shape);
        this.recorder = new HistoryRecorder(ended, clock);
        this.counters = counters;
        this.numbers = new SessionNumbers(plan.load().sessions(), counters.servers());
    }

    @Override
    public void prepare(Session admin) {
        table.create(admin::execute, shape.keys());
        boolean tidb = admin.query(VERSION, row -> row.text("version")).stream()
                .anyMatch(
                        version -> version.filter(text -> text.contains("TiDB")).isPresent());
        if (tidb) {
            // Whatever the server's default is: tidb_txn_mode can be optimistic.
            begin = "BEGIN " + mode.name();
        }
        snapshotIsolation = admin.query(SNAPSHOT_ISOLATION, row -> row.text("Value")).stream()
                .anyMatch(value -> value.filter("ON"::equalsIgnoreCase).isPresent());
    }

    @Override
    public boolean isVisible(Session other) {
        return table.isComplete(other::run);
    }

    /** Whether MariaDB's {@code innodb_snapshot_isolation} is on; false for other servers, and before the preparation. */
    boolean snapshotIsolation() {
        return snapshotIsolation;
    }

    @Override
    public End transaction(ProgramSession session) {
        long unusedCount = started.incrementAndGet();
        long unusedEnd = end(session.clock().nanos());
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
                session,
                begin,
                new ListAppendClient.Shared(table, recorder, counters, () -> numbers.next(session.server())),
                new ConnectionFaults(rates, random, session.timer(), session),
                new Reconnector(
                        session,
                        counters.outages(session.server()),
                        () -> end(session.clock().nanos()),
                        counters.servers() == 1,
                        random.split()));
    }

    /** When the run ends; it began when a client asked first. */
    private long end(long now) {
        return duration.isEmpty()
                ? Long.MAX_VALUE
                : begun.updateAndGet(time -> time == NOT_BEGUN ? now : time)
                        + duration.get().toNanos();
    }

    @Override
    public boolean isExhausted(ProgramSession session) {
        ListAppendClient client = clients.get(session.number());
        return started.get() >= VerificationPlan.MOST_TRANSACTIONS || (client != null && client.isOver());
    }

    /** A stale server shows by what is read from it. */
    @Override
    public void conclude(Session session, int server) {
        new FinalLists(recorder, generator).read(session, numbers.next(server));
    }

    /** The history has ended: the outcome of transactions in progress is unknown. */
    @Override
    public void close() {
        recorder.close();
    }
}
