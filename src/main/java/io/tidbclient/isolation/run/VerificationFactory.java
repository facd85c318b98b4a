package io.tidbclient.isolation.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.history.Transaction;
import io.tidbclient.isolation.TransactionMode;
import io.tidbclient.isolation.VerificationPlan;
import io.tidbclient.scenario.FaultRates;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Purpose;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCondition;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.Workload;
import io.tidbclient.scenario.run.ScenarioFactory;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.time.TimeSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Prepares runs of generated transactions. Each is a scenario whose workload is a program: the private database, the sessions, the
 * coordinator and the cleaning up are those of a scenario.
 */
@ApplicationScoped
public class VerificationFactory {
    private static final Place NOWHERE = new Place("verify-isolation", 1, 1);
    private static final String SESSION = "session";

    /** No statement takes as long: it waits for a lock no longer than {@link #LOCK_WAIT_SECONDS}. */
    private static final Duration STATEMENT_LIMIT = Duration.ofMinutes(1);

    private static final int LOCK_WAIT_SECONDS = 10;

    private final ScenarioFactory scenarios;
    private final TimeSource time;

    VerificationFactory(ScenarioFactory scenarios, TimeSource time) {
        this.scenarios = scenarios;
        this.time = time;
    }

    /**
     * The run of {@code plan}, not yet started. Opens no connection.
     *
     * @param servers how the servers are reached, at least one, all of one cluster; sessions are spread over them in turn
     * @param timeout for all of it; empty for no limit
     * @param ended receives each transaction when it has ended, one at a time
     * @throws io.tidbclient.config.ConfigException for a TLS file that cannot be used
     */
    public VerificationRun prepare(
            VerificationPlan plan,
            List<ConnectionSettings> servers,
            Optional<Duration> timeout,
            Consumer<Transaction> ended) {
        RunCounters counters = new RunCounters(
                servers.stream().map(server -> server.target().toString()).toList());
        ListAppendProgram program = new ListAppendProgram(plan, ended, counters, time.monotonic());
        ScenarioOrder order = new ScenarioOrder(
                List.of(scenario(plan)),
                ScenarioOrder.Pace.ONCE,
                plan.shape().seed(),
                servers,
                timeout,
                false,
                Optional.of(program));
        return new VerificationRun(plan, scenarios.prepare(order), program, counters);
    }

    private static Scenario scenario(VerificationPlan plan) {
        VerificationPlan.Load load = plan.load();
        SessionPlan sessions = new SessionPlan(
                NOWHERE,
                SESSION,
                load.sessions(),
                Optional.of(plan.level().sql()),
                plan.mode().map(VerificationFactory::mode),
                // Whatever the server's defaults are: rows that a client inserts are committed at once, and a session
                // that waits
                // for a lock of a lost connection continues soon.
                Map.of(
                        "autocommit", Scalar.Numeric.of(1),
                        "innodb_lock_wait_timeout", Scalar.Numeric.of(LOCK_WAIT_SECONDS)),
                Optional.empty(),
                false,
                SessionPlan.IN_TURN,
                List.of(),
                List.of());
        Workload workload = new Workload(
                NOWHERE,
                SESSION,
                new Workload.Pace(load.duration(), load.count(), load.rate(), Duration.ZERO),
                Map.of(),
                List.of(),
                Set.of(),
                FaultRates.NONE,
                Optional.empty());
        return new Scenario(
                NOWHERE,
                "verify-isolation",
                Purpose.of("random transactions"),
                ServerCondition.any(),
                STATEMENT_LIMIT,
                List.of(),
                List.of(),
                List.of(sessions),
                Map.of(),
                List.of(),
                Optional.empty(),
                Optional.of(workload),
                List.of(),
                List.of());
    }

    private static SessionPlan.Mode mode(TransactionMode mode) {
        return switch (mode) {
            case PESSIMISTIC -> SessionPlan.Mode.PESSIMISTIC;
            case OPTIMISTIC -> SessionPlan.Mode.OPTIMISTIC;
        };
    }
}
