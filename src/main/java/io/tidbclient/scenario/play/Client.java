package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.Workload;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;
import org.HdrHistogram.Histogram;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A client of a workload: transaction after transaction until its time or its share is used up. One state for all of
 * them: a state each would make the coordinator's bookkeeping part of what is measured.
 */
final class Client implements StateHandler {
    private static final int MOST_TRIES = 1000;

    private final Production production;
    private final Workload workload;
    private final List<String> clients;

    Client(Production production) {
        this.production = production;
        this.workload = production.scenario().workload().orElseThrow();
        this.clients = WorkloadLead.clients(production);
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
                    Tally tally = new Shift(context, (Cast.Go) go.enclosed().orElseThrow()).work();
                    context.peers().send(Cast.DIRECTOR, "worked", new Cast.Worked(tally));
                    return Next.onward(tally.committed + " transactions committed");
                }));
    }

    /** What one client did. Handed over when it is done, and not touched by its maker afterwards. */
    static final class Tally {
        private final Histogram latency = new Histogram(3);
        private final Histogram service = new Histogram(3);
        private final Map<String, Long> failed = new TreeMap<>();
        private final Map<String, Long> retried = new TreeMap<>();
        private final Set<String> appended = new HashSet<>();
        private final Set<String> maybeAppended = new HashSet<>();
        private final Set<String> reads = new HashSet<>();
        private long committed;
        private long unknown;
        private long begun = Long.MAX_VALUE;
        private long ended = Long.MIN_VALUE;

        void add(Tally other) {
            latency.add(other.latency);
            service.add(other.service);
            other.failed.forEach((error, count) -> failed.merge(error, count, Long::sum));
            other.retried.forEach((error, count) -> retried.merge(error, count, Long::sum));
            appended.addAll(other.appended);
            maybeAppended.addAll(other.maybeAppended);
            reads.addAll(other.reads);
            committed += other.committed;
            unknown += other.unknown;
            begun = Math.min(begun, other.begun);
            ended = Math.max(ended, other.ended);
        }

        Set<String> appended() {
            return appended;
        }

        Set<String> maybeAppended() {
            return maybeAppended;
        }

        Set<String> reads() {
            return reads;
        }

        WorkReport report(int clients) {
            return new WorkReport(
                    clients,
                    committed,
                    unknown,
                    failed,
                    retried,
                    ended < begun ? Duration.ZERO : Duration.ofNanos(ended - begun),
                    summary(latency),
                    summary(service));
        }

        private static WorkReport.Latency summary(Histogram micros) {
            return new WorkReport.Latency(
                    micros.getTotalCount(),
                    at(micros, 50),
                    at(micros, 90),
                    at(micros, 99),
                    at(micros, 99.9),
                    Duration.ofNanos(micros.getMaxValue() * 1000));
        }

        private static Duration at(Histogram micros, double percentile) {
            return Duration.ofNanos(micros.getValueAtPercentile(percentile) * 1000);
        }
    }

    /** One client at work. */
    private final class Shift {
        private final StateContext context;
        private final Map<String, Scalar> known;
        private final int number;
        private final SplittableRandom random;
        private final Tally tally = new Tally();
        private final Line line;

        Shift(StateContext context, Cast.Go go) {
            this.context = context;
            this.known = new HashMap<>(go.values());
            this.number = clients.indexOf(context.connection());
            // Seeds next to each other, as repetitions have them, share no client's values.
            this.random = new SplittableRandom(production.seed() * 1_000_003 + number);
            this.line = context.get(Cast.LINE);
            known.put(
                    "member",
                    Scalar.Numeric.of(production.scenario().memberNumbers().get(context.connection())));
        }

        Tally work() throws InterruptedException {
            long start = System.nanoTime();
            long first = start + workload.rampUp().toNanos() * number / clients.size();
            long end = workload.duration().map(time -> start + time.toNanos()).orElse(Long.MAX_VALUE);
            for (long turn = 0; ; turn++) {
                long global = turn * clients.size() + number;
                long due = workload.rate() == 0
                        ? Math.max(first, System.nanoTime())
                        : Math.max(first, start + Math.round(global * 1e9 / workload.rate()));
                boolean shareDone = workload.transactions() > 0 && global >= workload.transactions();
                if (shareDone || due >= end) {
                    return tally;
                }
                awaitTurn(due);
                if (System.nanoTime() >= end) {
                    return tally;
                }
                transaction(global + 1, due);
            }
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

        private void transaction(long global, long due) {
            Map<String, Scalar> values = new HashMap<>(known);
            values.put("transaction", Scalar.Numeric.of(global));
            // In the order of the names: a map's own order is not the same in every process, and the seed has to be.
            new TreeMap<>(workload.values()).forEach((name, source) -> values.put(name, source.next(random)));
            long begin = System.nanoTime();
            tally.begun = Math.min(tally.begun, begin);
            boolean over = false;
            for (int tries = 1; !over; tries++) {
                over = attempt(global, new HashMap<>(values), tries);
            }
            long end = System.nanoTime();
            tally.ended = Math.max(tally.ended, end);
            tally.service.recordValue(Math.max(0, (end - begin) / 1000));
            // From when it was due: a server that stalls also delays those that were to come meanwhile.
            tally.latency.recordValue(Math.max(0, (end - due) / 1000));
        }

        /** One try; whether the transaction is over, well or not. */
        private boolean attempt(long global, Map<String, Scalar> values, int tries) {
            Step at = workload.body().getFirst();
            try {
                for (Step step : workload.body()) {
                    at = step;
                    Optional<String> mismatch = statement(global, step, values);
                    if (mismatch.isPresent()) {
                        rollBack();
                        tally.failed.merge(mismatch.get(), 1L, Long::sum);
                        return true;
                    }
                }
                tally.committed++;
                keep(values);
                return true;
            } catch (FailureException e) {
                return failed(e.failure(), at, values, tries);
            }
        }

        private Optional<String> statement(long global, Step step, Map<String, Scalar> values) {
            Action.Run run = (Action.Run) step.action();
            Instant began = production.tools().clock().instant();
            long begin = System.nanoTime();
            try {
                var answer = line.run(run.sql().jdbc(), StepHandler.bound(run.sql(), values));
                Reply reply = new Reply(Optional.of(answer), Optional.empty(), "", 0, began, since(begin));
                tell(global, run, reply.shown(), false, began, reply.took());
                values.putAll(Saved.all(step, reply));
                return Saved.fault(step, reply)
                        .or(() -> new Verifier(values).compare(step.expectations(), reply))
                        .map(mismatch ->
                                run.sql().written() + ": expected " + mismatch.expected() + ", got " + mismatch.got());
            } catch (FailureException e) {
                tell(global, run, "error " + e.failure().codeWithName().orElse(""), true, began, since(begin));
                throw e;
            }
        }

        private void tell(long global, Action.Run run, String outcome, boolean bad, Instant began, Duration took) {
            if (production.history()) {
                context.report(new ScenarioFinding.Operation(
                        context.connection(), global, run.sql().written(), outcome, bad, began, took));
            }
        }

        private boolean failed(Failure failure, Step at, Map<String, Scalar> values, int tries) {
            String error = failure.codeWithName().orElse(failure.kind().name());
            boolean lost = failure.kind() == FailureKind.CONNECTION_LOST;
            boolean atCommit = ((Action.Run) at.action()).sql().verb().equals("COMMIT")
                    || workload.body().size() == 1;
            rollBack();
            if (lost && atCommit) {
                tally.unknown++;
                workload.append()
                        .ifPresent(appends -> tally.maybeAppended.add(
                                values.get(appends.appended()).shown()));
                return true;
            }
            if (workload.retries().contains(failure.code()) && tries < MOST_TRIES) {
                tally.retried.merge(error, 1L, Long::sum);
                return false;
            }
            tally.failed.merge(error, 1L, Long::sum);
            return true;
        }

        private void rollBack() {
            try {
                Answer unused = line.run("ROLLBACK", List.of());
            } catch (FailureException e) {
                line.cut();
                line.open();
            }
        }

        private void keep(Map<String, Scalar> values) {
            workload.append().ifPresent(appends -> {
                tally.appended.add(values.get(appends.appended()).shown());
                Scalar read = values.get(appends.read());
                tally.reads.add(read instanceof Scalar.Null ? "" : read.shown());
            });
        }

        private Duration since(long begin) {
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }
}
