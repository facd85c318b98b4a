package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Coordinator;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunSnapshot;
import io.tidbclient.engine.StateMachine;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.time.TimeSource;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs scenarios, each as one run of the coordinator. */
@ApplicationScoped
public class ScenarioExecutor {
    private final SessionFactory sessions;
    private final FailureClassifier failures;
    private final BlockingWork blocking;
    private final ScheduledExecutorService timer;
    private final TimeSource time;
    private final ConnectionCheck check;
    private final Map<ServerAddress, ServerLocks> locks = new ConcurrentHashMap<>();
    private final SecureRandom secure = new SecureRandom();

    /**
     * One run.
     *
     * @param scenario what is run
     * @param title what it is called in results
     * @param order the order of the steps
     * @param server its version
     * @param servers how the servers are reached, at least one
     * @param seed the random seed
     * @param timeout for the whole of it
     * @param history hears of everything as it happens
     * @param wholeHistory whether each statement of a workload is recorded too
     * @param program what the workload's clients do instead of its statements
     */
    public record Request(
            Scenario scenario,
            String title,
            StepOrder order,
            ServerVersion server,
            List<ConnectionSettings> servers,
            long seed,
            Optional<Duration> timeout,
            Consumer<ScenarioEvent> history,
            boolean wholeHistory,
            Optional<ClientProgram> program) {
        public Request {
            servers = List.copyOf(servers);
        }

        /** The first server, on which everything is set up and checked. */
        public ConnectionSettings base() {
            return servers.getFirst();
        }
    }

    /** What came of the wish to run something. */
    public sealed interface Started {}

    /**
     * A run that has begun.
     *
     * @param fixture the names of its database and users, as messages show them
     */
    public record Running(Run<RunSnapshot> run, Uni<ScenarioResult> result, List<String> fixture) implements Started {
        public Running {
            fixture = List.copyOf(fixture);
        }
    }

    /** There was nothing to begin, and the result says why. */
    public record Skipped(ScenarioResult result) implements Started {}

    ScenarioExecutor(
            SessionFactory sessions,
            FailureClassifier failures,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            TimeSource time,
            ConnectionCheck check) {
        this.sessions = sessions;
        this.failures = failures;
        this.blocking = blocking;
        this.timer = timer;
        this.time = time;
        this.check = check;
    }

    /** Starts a run and returns at once. Mistakes that only show when it is laid out are this run's alone. */
    public Started start(Request request) {
        Instant now = time.instant();
        Scenario scenario = request.scenario();
        ScenarioContext scenarioContext;
        try {
            scenarioContext = scenarioContext(request);
        } catch (ConfigException e) {
            return new Skipped(ScenarioResult.error(scenario, request.title(), e.getMessage(), now));
        }
        if (scenarioContext.schedule().invocations().isEmpty()
                && scenario.workload().isEmpty()) {
            String why =
                    "none of its steps is for " + request.server().product().label();
            return new Skipped(ScenarioResult.skipped(scenario, request.title(), why, now));
        }
        return start(request, scenarioContext, now);
    }

    private Running start(Request request, ScenarioContext scenarioContext, Instant startedAt) {
        ScenarioLayout layout = new ScenarioLayout(scenarioContext);
        StateMachine.Environment machines =
                new StateMachine.Environment(layout.handlers(), failures::classify, time.wall(), timer, blocking);
        ScenarioRecorder recorder = new ScenarioRecorder(
                request.scenario(),
                request.title(),
                request.seed(),
                request.order().number(),
                startedAt,
                request.history());
        Run<RunSnapshot> run = new Coordinator(machines)
                .prepare(layout.plan(request.timeout()))
                .observe(recorder)
                .start();
        List<String> fixture = new ArrayList<>(List.of("database " + scenarioContext.database()));
        request.scenario()
                .accounts()
                .forEach(account ->
                        fixture.add("user " + scenarioContext.credentials().accountName(account.name())));
        return new Running(
                run, run.result().onItem().transform(result -> recorder.result(result, time.instant())), fixture);
    }

    private ScenarioContext scenarioContext(Request request) {
        String id = FixtureNames.newRun(secure);
        ServerLocks shared = locks(request.base().target());
        SplittableRandom chance = new SplittableRandom(request.seed());
        Map<String, Scalar> values = new TreeMap<>();
        new TreeMap<>(request.scenario().values()).forEach((name, source) -> values.put(name, source.next(chance)));
        Schedule schedule = Schedule.of(
                request.scenario(), request.server(), request.order().steps(), chance);
        return new ScenarioContext(
                request.scenario(),
                schedule,
                request.order().byExpectations(),
                request.server(),
                FixtureNames.database(id),
                values,
                request.seed(),
                request.wholeHistory(),
                request.program(),
                new SessionCredentials(
                        request.scenario(),
                        request.servers(),
                        longestLimit(request.scenario(), schedule),
                        id,
                        () -> Secret.of("Tc1-" + random(16))),
                new OpenConnections(),
                sessions,
                shared.grants(),
                shared.waits(),
                timer,
                new StepHandler.Tools(blocking, failures, check, time));
    }

    /** Those of a server: what one server makes wait, or shows of its waits, does not concern another. */
    ServerLocks locks(ServerAddress server) {
        return locks.computeIfAbsent(server, address -> ServerLocks.of(sessions, time.monotonic()));
    }

    private static Duration longestLimit(Scenario scenario, Schedule schedule) {
        Duration ofSteps = schedule.longestLimit();
        return scenario.workload()
                .map(workload -> workload.longestLimit(scenario.stepLimit()))
                .filter(limit -> limit.compareTo(ofSteps) > 0)
                .orElse(ofSteps);
    }

    private String random(int bytes) {
        byte[] random = new byte[bytes];
        secure.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
