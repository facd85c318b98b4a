package io.tidbclient.scenario.run;

import io.tidbclient.scenario.FaultRates;
import io.tidbclient.time.TimerPause;

import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;

/** What disturbs one client of a workload on purpose. For use by one thread. */
final class ClientFaults {
    private final FaultRates rates;
    private final SplittableRandom random;
    private final ScheduledExecutorService timer;
    private final ConnectionFaults connection;
    private final WorkloadStats stats;
    private int statementsUntilPause = -1;

    /** @param random decides which transactions are hit, and where */
    ClientFaults(
            ScenarioContext scenarioContext,
            SessionConnection session,
            SessionKiller killer,
            WorkloadStats stats,
            SplittableRandom random) {
        this.rates = scenarioContext.scenario().workload().orElseThrow().faults();
        this.random = random;
        this.timer = scenarioContext.timer();
        this.stats = stats;
        this.connection = new ConnectionFaults(
                new ConnectionFaults.Rates(rates.cut(), rates.kill()),
                random.split(),
                timer,
                new ConnectionFaults.Target() {
                    @Override
                    public void cut() {
                        session.abandon();
                        stats.cut();
                    }

                    @Override
                    public void kill(Runnable refused) {
                        killer.kill(session, refused);
                    }
                });
    }

    /** A transaction with this number of statements begins. */
    void begin(int statements) {
        connection.begin(statements);
        boolean pauses = rates.pause() > 0 && random.nextDouble() < rates.pause();
        statementsUntilPause = pauses ? random.nextInt(statements) : -1;
    }

    /** A statement is about to be sent; pauses here. */
    void beforeStatement() throws InterruptedException {
        if (statementsUntilPause == 0) {
            stats.paused();
            new TimerPause(timer).last(rates.pauseTime());
        }
        statementsUntilPause--;
        connection.beforeStatement();
    }

    /** A statement was answered, or failed. */
    void afterStatement(long nanos) {
        connection.afterStatement(nanos);
    }

    /** Whether the connection was ended on purpose. */
    boolean hasStruck() {
        return connection.hasStruck();
    }

    /** The connection is about to be replaced. */
    void cancel() {
        connection.cancel();
    }
}
