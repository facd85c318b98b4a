package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.scenario.run.ScenarioOrder;
import io.tidbclient.scenario.run.ScenarioRun;
import io.tidbclient.serve.status.ScenarioRecord;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.time.Durations;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Runs one scenario of one target, one run at a time, and reports its result. */
final class ScenarioMonitor {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.serve");

    /** The signal that a run is stopped as if by. */
    private static final int AS_KILL = 15;

    private final String target;
    private final String scenario;
    private final LongFunction<ScenarioOrder> orders;
    private final Supplier<Optional<Instant>> next;
    private final ScenarioHost host;
    private Optional<Ongoing> ongoing = Optional.empty();
    private boolean stopped;
    private long runs;

    /** A run in progress, and its end. */
    private record Ongoing(ScenarioRun run, CompletableFuture<Void> end) {}

    /**
     * @param target its name
     * @param scenario its name
     * @param orders what the run of this number, from 1, is to do
     * @param next when the next one is due
     */
    ScenarioMonitor(
            String target,
            String scenario,
            LongFunction<ScenarioOrder> orders,
            Supplier<Optional<Instant>> next,
            ScenarioHost host) {
        this.target = target;
        this.scenario = scenario;
        this.orders = orders;
        this.next = next;
        this.host = host;
    }

    /** Runs it when it is its turn; completes when it has ended, and never fails. */
    Uni<Void> execute() {
        return host.turns().take(target, this::begin);
    }

    private synchronized Uni<Void> begin() {
        if (stopped) {
            return Uni.createFrom().voidItem();
        }
        Instant startedAt = host.clock().instant();
        long number = ++runs;
        host.board().add(new ServerEvent.ScenarioStarted(target, scenario, startedAt));
        ScenarioRun run;
        try {
            run = host.runs().apply(orders.apply(number));
        } catch (RuntimeException e) {
            // A TLS file that has become unreadable since the configuration was read, most likely.
            ended(ScenarioRecord.prevented(number, startedAt, sentence(e)));
            return Uni.createFrom().voidItem();
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        ongoing = Optional.of(new Ongoing(run, end));
        host.ongoing().add(run, target);
        return run.start(ScenarioRun.Listener.NONE)
                .onItem()
                .transform(outcome -> new ScenarioRecord(number, startedAt, since(startedAt), outcome))
                .onFailure()
                .recoverWithItem(broken -> broken(number, startedAt, broken))
                .invoke(record -> ended(run, record))
                .replaceWithVoid()
                .onTermination()
                .invoke(() -> end.complete(null));
    }

    /**
     * Stops the run in progress, if there is one, and begins no other. Returns at once.
     *
     * @return completes when that run has ended, and what it made on the server is removed
     */
    synchronized Uni<Void> stop() {
        stopped = true;
        ongoing.ifPresent(run -> run.run().interrupt(AS_KILL));
        return ongoing.map(run -> Uni.createFrom().completionStage(run.end()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private synchronized void ended(ScenarioRun run, ScenarioRecord record) {
        ongoing = Optional.empty();
        host.ongoing().remove(run);
        record.leftOvers()
                .forEach(left ->
                        LOG.warnf("What scenario %s made on target %s was not removed: %s", scenario, target, left));
        if (stopped && run.stopped().isPresent()) {
            host.board().add(new ServerEvent.ScenarioStopped(target, scenario));
        } else {
            ended(record);
        }
    }

    private void ended(ScenarioRecord record) {
        host.board().add(new ServerEvent.ScenarioEnded(target, scenario, record, next.get()));
    }

    private ScenarioRecord broken(long number, Instant startedAt, Throwable thrown) {
        LOG.errorf(thrown, "Scenario %s of target %s broke down", scenario, target);
        return ScenarioRecord.prevented(number, startedAt, sentence(thrown));
    }

    private Duration since(Instant startedAt) {
        return Durations.between(startedAt, host.clock().instant());
    }

    private static String sentence(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    }
}
