package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.Secret;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.coordination.Coordinator;
import io.tidbclient.coordination.Run;
import io.tidbclient.coordination.RunPlan;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.scenario.Step;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Handlers;
import io.tidbclient.state.State;
import io.tidbclient.state.StateHandler;
import io.tidbclient.state.StateMachine;
import io.tidbclient.state.Workflow;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** Plays scenarios, each as one run of the coordinator. */
public final class Player {
    /** The director limits each step; a state waits for its turn for as long as the scenario takes. */
    private static final Duration FOR_EVER = Duration.ofDays(30);

    private final Environment environment;
    private final Privileges privileges;
    private final SharedLooks looks;
    private final SecureRandom secure = new SecureRandom();

    /** What playing needs. */
    public record Environment(
            SessionFactory sessions,
            FailureClassifier failures,
            BlockingWork blocking,
            ScheduledExecutorService timer,
            Clock clock,
            ConnectionCheck check) {}

    /**
     * One playing.
     *
     * @param scenario what is played
     * @param title what it is called in results
     * @param order the steps in another order than the written one
     * @param product the server's kind
     * @param base the command's own connection
     * @param seed what chance begins with
     * @param timeout for the whole of it
     * @param history hears of everything as it happens
     * @param wholeHistory whether each statement of a workload is told too
     */
    public record Request(
            Scenario scenario,
            String title,
            Optional<List<Step>> order,
            Product product,
            ConnectionSettings base,
            long seed,
            Optional<Duration> timeout,
            Consumer<ScenarioFinding> history,
            boolean wholeHistory) {}

    /** What came of the wish to play something. */
    public sealed interface Begun {}

    /** A playing that has begun. */
    public record Playing(Run run, Uni<Performance> performance) implements Begun {}

    /** There was nothing to begin, and the result says why. */
    public record NotPlayed(Performance performance) implements Begun {}

    /** @param environment what playing needs */
    public Player(Environment environment) {
        this.environment = environment;
        this.privileges = new Privileges(environment.sessions());
        this.looks = new SharedLooks(environment.clock());
    }

    /** Begins a playing and returns at once. Mistakes that only show when it is laid out are this playing's alone. */
    public Begun start(Request request) {
        Instant now = environment.clock().instant();
        Scenario scenario = request.scenario();
        Production production;
        try {
            production = production(request);
        } catch (ConfigException e) {
            return new NotPlayed(Performance.broken(scenario, request.title(), e.getMessage(), now));
        }
        if (production.score().cues().isEmpty() && scenario.workload().isEmpty()) {
            String why = "none of its steps is for " + request.product().label();
            return new NotPlayed(Performance.skipped(scenario, request.title(), why, now));
        }
        return start(request, production, now);
    }

    private Playing start(Request request, Production production, Instant startedAt) {
        List<StateHandler> handlers = new ArrayList<>(new DirectorHandlers(production).all());
        handlers.add(new JoiningHandler(production));
        handlers.add(new LeavingHandler());
        production.score().cues().forEach(cue -> handlers.add(new StepHandler(cue, production.tools())));
        boolean works = request.scenario().workload().isPresent();
        if (works) {
            handlers.add(new Client(production));
        }
        Workflow directing = Workflow.named("directing")
                .step(Cast.SETTING_UP, FOR_EVER)
                .step(Cast.DIRECTING, FOR_EVER)
                .step(Cast.CHECKING, FOR_EVER)
                .build();
        List<Participant> participants = new ArrayList<>();
        List<Workflow> workflows = new ArrayList<>(List.of(directing));
        participants.add(new Participant(Cast.DIRECTOR, request.base().target(), context -> {}));
        for (SessionPlan plan : request.scenario().sessions()) {
            for (String member : plan.members()) {
                Workflow own = workflow(member, production, works);
                workflows.add(own);
                participants.add(new Participant(member, request.base().target(), context -> {}, Optional.of(own)));
            }
        }
        StateMachine.Environment machines = new StateMachine.Environment(
                Handlers.coveringAll(workflows, handlers),
                environment.failures()::classify,
                environment.clock(),
                environment.timer(),
                environment.blocking());
        ScenarioFold fold =
                new ScenarioFold(request.scenario(), request.title(), request.seed(), startedAt, request.history());
        Run run = new Coordinator(machines)
                .prepare(new RunPlan(directing, participants, participants.size(), true, request.timeout()), fold)
                .start();
        return new Playing(
                run,
                run.result()
                        .onItem()
                        .transform(result ->
                                fold.performance(result, environment.clock().instant())));
    }

    private Production production(Request request) {
        String id = random(4);
        SplittableRandom chance = new SplittableRandom(request.seed());
        Map<String, Scalar> values = new TreeMap<>();
        new TreeMap<>(request.scenario().values()).forEach((name, source) -> values.put(name, source.next(chance)));
        Score score = Score.of(request.scenario(), request.product(), request.order(), chance);
        return new Production(
                request.scenario(),
                score,
                request.order().isEmpty(),
                request.product(),
                "tidb_client_" + id,
                values,
                request.seed(),
                request.wholeHistory(),
                new Logins(
                        request.scenario(),
                        request.base(),
                        longestLimit(request.scenario(), score),
                        id,
                        () -> Secret.of("Tc1-" + random(16))),
                new Lines(),
                environment.sessions(),
                privileges,
                looks,
                environment.timer(),
                new StepHandler.Tools(
                        environment.blocking(), environment.failures(), environment.check(), environment.clock()));
    }

    private static Duration longestLimit(Scenario scenario, Score score) {
        Duration ofSteps = score.longestLimit();
        return scenario.workload()
                .map(workload -> workload.longestLimit(scenario.stepLimit()))
                .filter(limit -> limit.compareTo(ofSteps) > 0)
                .orElse(ofSteps);
    }

    private static Workflow workflow(String session, Production production, boolean works) {
        Workflow.Builder workflow = Workflow.named("session " + session).step(Cast.JOINING, FOR_EVER);
        for (Cue cue : production.score().of(session)) {
            State.Step state = Cast.step(cue);
            workflow.step(state, FOR_EVER);
        }
        if (works && WorkloadLead.clients(production).contains(session)) {
            workflow.step(Cast.WORKING, FOR_EVER);
        }
        return workflow.step(Cast.LEAVING, FOR_EVER).build();
    }

    private String random(int bytes) {
        byte[] random = new byte[bytes];
        secure.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
