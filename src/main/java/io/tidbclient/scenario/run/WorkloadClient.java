package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Workload;
import io.tidbclient.time.NanoClock;
import io.tidbclient.time.TimerPause;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A client of a workload: transaction after transaction until its time or its share is used up. One state for all of
 * them: a state each would make the coordinator's bookkeeping part of what is measured.
 */
final class WorkloadClient implements StateHandler {
    /** The name of the kind of transaction when there is only one. */
    private static final String ONLY_SHAPE = "";

    private final ScenarioContext scenarioContext;
    private final Workload workload;
    private final List<String> clients;
    private final Map<String, Integer> memberNumbers;
    private final NanoClock nanoClock;

    WorkloadClient(ScenarioContext scenarioContext) {
        this.scenarioContext = scenarioContext;
        this.workload = scenarioContext.scenario().workload().orElseThrow();
        this.clients = WorkloadCoordinator.clients(scenarioContext);
        this.memberNumbers = scenarioContext.scenario().memberNumbers();
        this.nanoClock = scenarioContext.tools().time().monotonic();
    }

    @Override
    public State.Step state() {
        return SessionProtocol.WORKING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.bus()
                .receive()
                .onItem()
                .transformToUni(go -> scenarioContext.tools().blocking().call(() -> {
                    WorkloadStats stats = work(context, (SessionProtocol.StartWorkload)
                            go.enclosed().orElseThrow());
                    context.bus()
                            .send(SessionProtocol.CONTROLLER, "worked", new SessionProtocol.WorkloadCompleted(stats));
                    return Next.proceed("the work is done");
                }));
    }

    private WorkloadStats work(StateContext context, SessionProtocol.StartWorkload start) throws InterruptedException {
        int number = clients.indexOf(context.connection());
        SessionConnection connection = context.get(SessionProtocol.CONNECTION);
        WorkloadStats stats = new WorkloadStats();
        Optional<ListRecorder> lists = start.lists().map(history -> {
            history.configured(
                    SessionIsolation.of(connection, scenarioContext.server().product(), workload));
            return new ListRecorder(history, number);
        });
        ArrivalSchedule arrivals = new ArrivalSchedule(workload.pace(), number, clients.size(), nanoClock.nanos());
        Optional<ClientProgram> program = scenarioContext.program();
        if (program.isPresent()) {
            ProgramSession session = new ConnectedSession(
                    number,
                    scenarioContext.credentials().serverNumber(context.connection()) - 1,
                    connection,
                    scenarioContext.timer(),
                    nanoClock,
                    start.killer());
            work(program.get(), session, arrivals, stats);
            return stats;
        }
        TransactionPlanner planner = planner(context.connection(), start, number);
        ClientFaults faults = new ClientFaults(
                scenarioContext,
                connection,
                start.killer(),
                stats,
                new SplittableRandom(scenarioContext.seed() * 1_000_033 + number));
        try (TransactionRunner runner = new TransactionRunner(scenarioContext, context, stats, lists, faults)) {
            long turn = 0;
            while (!runner.isStuck() && !arrivals.isOver(turn, nanoClock.nanos())) {
                long due = arrivals.due(turn, nanoClock.nanos());
                awaitTurn(due);
                if (!arrivals.isOver(turn, nanoClock.nanos())) {
                    long begin = nanoClock.nanos();
                    TransactionPlanner.Planned planned = planner.next(arrivals.transaction(turn) + 1);
                    runner.transaction(planned);
                    stats.took(planned.shape().name(), due, begin, nanoClock.nanos());
                    turn++;
                }
            }
            arrivals.late(turn, nanoClock.nanos(), stats);
        }
        return stats;
    }

    private TransactionPlanner planner(String session, SessionProtocol.StartWorkload start, int number) {
        Map<String, Scalar> known = new HashMap<>(start.values());
        known.put("member", Scalar.Numeric.of(memberNumbers.get(session)));
        // Seeds next to each other, as repetitions have them, share no client's values.
        return new TransactionPlanner(
                workload, known, new SplittableRandom(scenarioContext.seed() * 1_000_003 + number));
    }

    private void work(ClientProgram program, ProgramSession session, ArrivalSchedule arrivals, WorkloadStats stats)
            throws InterruptedException {
        long turn = 0;
        while (!program.isExhausted(session) && !arrivals.isOver(turn, nanoClock.nanos())) {
            long due = arrivals.due(turn, nanoClock.nanos());
            awaitTurn(due);
            if (!arrivals.isOver(turn, nanoClock.nanos())) {
                long begin = nanoClock.nanos();
                switch (program.transaction(session)) {
                    case COMMITTED -> stats.committed(ONLY_SHAPE);
                    case ABORTED -> stats.rolledBack(ONLY_SHAPE);
                    case UNKNOWN -> stats.unknown(ONLY_SHAPE);
                }
                stats.took(ONLY_SHAPE, due, begin, nanoClock.nanos());
                turn++;
            }
        }
        arrivals.late(turn, nanoClock.nanos(), stats);
    }

    private void awaitTurn(long due) throws InterruptedException {
        long wait = due - nanoClock.nanos();
        if (wait > 0) {
            new TimerPause(scenarioContext.timer()).last(Duration.ofNanos(wait));
        }
    }
}
