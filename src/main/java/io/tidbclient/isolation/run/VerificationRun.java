package io.tidbclient.isolation.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.StopCause;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.scenario.run.ScenarioOutcome;
import io.tidbclient.scenario.run.ScenarioRun;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One run of generated transactions, prepared by {@link VerificationFactory}. */
public final class VerificationRun {
    private final VerificationPlan plan;
    private final ScenarioRun run;
    private final ListAppendProgram program;
    private final RunCounters counters;

    VerificationRun(VerificationPlan plan, ScenarioRun run, ListAppendProgram program, RunCounters counters) {
        this.plan = plan;
        this.run = run;
        this.program = program;
        this.counters = counters;
    }

    /**
     * Starts it and returns at once. To be called once.
     *
     * @param begins receives the server's version before the first transaction; must not block
     * @return the result, once everything that was created on the server is removed and the history is complete; fails on an
     *     internal error only
     */
    public Uni<VerificationResult> start(Consumer<ServerVersion> begins) {
        ScenarioRun.Listener listener = new ScenarioRun.Listener() {
            @Override
            public void begins(ServerVersion server, int count) {
                begins.accept(server);
            }
        };
        return run.start(listener).onTermination().invoke(program::close).map(this::result);
    }

    private VerificationResult result(ScenarioOutcome outcome) {
        return new VerificationResult(
                plan,
                outcome.version(),
                outcome.results().stream().findFirst(),
                outcome.verdict(),
                counters.counts(),
                program.snapshotIsolation());
    }

    /** The counts so far. */
    public RunCounters.Counts counts() {
        return counters.counts();
    }

    /** Whether MariaDB's {@code innodb_snapshot_isolation} is on; false before the first transaction. */
    public boolean snapshotIsolation() {
        return program.snapshotIsolation();
    }

    /** Stops it; it cleans up. Returns at once. */
    public void interrupt(int signal) {
        run.interrupt(signal);
    }

    /** Stops it, since its output cannot be written. Returns at once. */
    public void outputFailed(Throwable thrown) {
        run.outputFailed(thrown);
    }

    /** The cause of the stop; empty when it was not stopped. */
    public Optional<StopCause> stopped() {
        return run.stopped();
    }

    /** The database, which would remain on the server if the process ended now; empty before and after the run. */
    public List<String> unfinished() {
        return run.unfinished();
    }
}
