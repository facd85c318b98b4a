package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Workload;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of a workload: transaction after transaction until its time or its share is used up. One state for all of
 * them: a state each would make the coordinator's bookkeeping part of what is measured.
 */
final class Client implements StateHandler {
    private final Production production;
    private final Workload workload;
    private final List<String> clients;
    private final Map<String, Integer> memberNumbers;

    Client(Production production) {
        this.production = production;
        this.workload = production.scenario().workload().orElseThrow();
        this.clients = WorkloadLead.clients(production);
        this.memberNumbers = production.scenario().memberNumbers();
    }

    @Override
    public State.Step state() {
        return Cast.WORKING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.peers()
                .receive()
                .onItem()
                .transformToUni(go -> production.tools().blocking().call(() -> {
                    Tally tally = work(context, (Cast.Go) go.enclosed().orElseThrow());
                    context.peers().send(Cast.DIRECTOR, "worked", new Cast.Worked(tally));
                    return Next.onward("the work is done");
                }));
    }

    private Tally work(StateContext context, Cast.Go go) throws InterruptedException {
        int number = clients.indexOf(context.connection());
        Map<String, Scalar> known = new HashMap<>(go.values());
        known.put("member", Scalar.Numeric.of(memberNumbers.get(context.connection())));
        // Seeds next to each other, as repetitions have them, share no client's values.
        SplittableRandom random = new SplittableRandom(production.seed() * 1_000_003 + number);
        Tally tally = new Tally();
        Pace pace = new Pace(workload, number, clients.size(), System.nanoTime());
        try (Attempts attempts = new Attempts(production, context, tally)) {
            long turn = 0;
            while (!attempts.isStuck() && !pace.isOver(turn, System.nanoTime())) {
                long due = pace.due(turn, System.nanoTime());
                awaitTurn(due);
                if (!pace.isOver(turn, System.nanoTime())) {
                    long begin = System.nanoTime();
                    attempts.transaction(pace.transaction(turn) + 1, values(known, pace.transaction(turn) + 1, random));
                    tally.took(due, begin, System.nanoTime());
                    turn++;
                }
            }
            pace.late(turn, System.nanoTime(), tally);
        }
        return tally;
    }

    private void awaitTurn(long due) throws InterruptedException {
        long wait = due - System.nanoTime();
        if (wait > 0) {
            try {
                var unused = production
                        .timer()
                        .schedule(() -> {}, wait, TimeUnit.NANOSECONDS)
                        .get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("doing nothing failed", e);
            }
        }
    }

    private Map<String, Scalar> values(Map<String, Scalar> known, long transaction, SplittableRandom random) {
        Map<String, Scalar> values = new HashMap<>(known);
        values.put("transaction", Scalar.Numeric.of(transaction));
        // In the order of the names: a map's own order is not the same in every process, and the seed has to be.
        new TreeMap<>(workload.values()).forEach((name, source) -> values.put(name, source.next(random)));
        return values;
    }
}
