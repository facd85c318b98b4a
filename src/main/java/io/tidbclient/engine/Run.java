package io.tidbclient.engine;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunPlan.Participant;
import org.jboss.logging.Logger;

import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of a plan. Everything that happens becomes an event in one queue; a single thread takes them out and
 * publishes how far the run is. That thread alone touches the fields below the queue.
 *
 * @param <S> the job's snapshot
 */
public final class Run<S> {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.engine");

    private final RunPlan plan;
    private final StateMachine.Environment environment;
    private final RunProgress<S> progress;
    private final CompletableFuture<RunResult<S>> result = new CompletableFuture<>();
    private final BlockingQueue<CoordinatorEvent> queue = new LinkedBlockingQueue<>();

    private final Mailboxes mailboxes = new Mailboxes();
    private final Barriers barriers;
    private final Queue<Participant> notStarted;
    private final Map<String, StateMachine> running = new LinkedHashMap<>();
    private Optional<StopCause> stopped = Optional.empty();

    Run(RunPlan plan, StateMachine.Environment environment, Fold<S> fold) {
        initializeMutiny();
        this.plan = plan;
        this.environment = environment;
        this.progress = new RunProgress<>(
                plan.participants().stream().map(Participant::name).toList(), fold, environment.clock());
        this.barriers = new Barriers(plan.participants().size());
        this.notStarted = new ArrayDeque<>(plan.participants());
    }

    /**
     * Mutiny sets up its context propagation at the first use, which fails when two threads are the first: the coordinator's and the
     * caller's. In the binary, Quarkus does it at the start.
     */
    private static synchronized void initializeMutiny() {
        Runnable unused = Infrastructure.decorate(() -> {});
    }

    /**
     * What happens from now on, each event with the snapshot after it, in order; completes when the run has ended. Items arrive on
     * the coordinator's thread, which the run waits for: a subscriber that may be slow, such as a writer of output, takes them over
     * a buffer of its own to another thread. A subscriber without demand misses items; it does not hold the run.
     */
    public Multi<RunUpdate<S>> updates() {
        return progress.updates();
    }

    /**
     * Has {@code observer} take in everything that happens, on the coordinator's thread. One that throws is an internal error: it
     * receives nothing further, and the run is stopped.
     *
     * @return this run
     */
    public Run<S> observe(Consumer<RunUpdate<S>> observer) {
        updates()
                .onItem()
                .invoke(observer)
                .subscribe()
                .with(taken -> {}, thrown -> defect("An observer of the run failed", thrown));
        return this;
    }

    /** How the run ends; never fails. */
    public Uni<RunResult<S>> result() {
        return Uni.createFrom().completionStage(result::copy);
    }

    /** Ends the run: every machine is cancelled, those that wait for their turn never start. Returns at once. */
    public void stop(StopCause cause) {
        queue.add(new CoordinatorEvent.StopAsked(cause));
    }

    /**
     * Starts it and returns at once, itself. To be called once; a run that was stopped before ends without having begun.
     */
    public Run<S> start() {
        queue.add(new RunEvent.Started());
        Optional<Future<?>> deadline = plan.timeout()
                .map(limit -> environment
                        .timer()
                        .schedule(() -> stop(new StopCause.OutOfTime(limit)), limit.toNanos(), TimeUnit.NANOSECONDS));
        Thread.ofPlatform().daemon().name("coordinator").start(() -> consume(deadline));
        return this;
    }

    private void consume(Optional<Future<?>> deadline) {
        try {
            while (!over()) {
                CoordinatorEvent event = queue.take();
                try {
                    handle(event);
                } catch (RuntimeException | Error e) {
                    defect("The coordinator failed on " + event.getClass().getSimpleName(), e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = Optional.of(new StopCause.Broken("the coordinator's thread was interrupted"));
        } finally {
            deadline.ifPresent(timer -> timer.cancel(false));
            progress.complete();
            result.complete(progress.result(stopped));
        }
    }

    private boolean over() {
        return running.isEmpty() && notStarted.isEmpty() && queue.isEmpty();
    }

    private void handle(CoordinatorEvent event) {
        switch (event) {
            case RunEvent.Started started -> {
                progress.publish(started);
                startMore();
            }
            case RunEvent.MessageSent sent -> {
                mailboxes.deliver(sent.to(), new MessageBus.Message(sent.from(), sent.text(), Optional.empty()));
                progress.publish(sent);
            }
            case RunEvent.Found found -> progress.publish(found);
            case RunEvent.Transitioned moved -> progress.publish(moved);
            case RunEvent.Stopping stopping -> progress.publish(stopping);
            case CoordinatorEvent.Enclosed sent -> mailboxes.deliver(sent.to(), sent.message());
            case CoordinatorEvent.MachineMoved moved -> moved(moved.transition());
            case CoordinatorEvent.MachineEnded ended -> ended(ended.outcome());
            case CoordinatorEvent.MachineBroke broke -> broke(broke.connection(), broke.thrown());
            case CoordinatorEvent.StopAsked asked -> stopAll(asked.cause());
            case CoordinatorEvent.MessageAwaited awaited -> mailboxes.await(awaited.connection(), awaited.receiver());
            case CoordinatorEvent.StateAwaited awaited -> barriers.await(awaited.state(), awaited.waiting());
        }
    }

    private void moved(Transition move) {
        progress.publish(
                new RunEvent.Transitioned(move.connection(), move.from(), move.to(), move.why(), move.failure()));
        barriers.reached(move.connection(), move.to());
    }

    private void ended(MachineResult outcome) {
        running.remove(outcome.connection());
        mailboxes.close(outcome.connection());
        if (plan.failFast() && outcome.terminalState() == State.TerminalState.FAILED) {
            stopAll(new StopCause.FailFast(outcome.connection()));
        }
        startMore();
    }

    private void startMore() {
        while (running.size() < plan.parallel() && !notStarted.isEmpty()) {
            Participant participant = notStarted.remove();
            StateMachine machine = machineFor(participant);
            // Before it counts as running: what cannot be started would never end.
            Uni<MachineResult> ending = machine.run();
            running.put(participant.name(), machine);
            ending.subscribe()
                    .with(
                            outcome -> {},
                            thrown -> queue.add(new CoordinatorEvent.MachineBroke(participant.name(), thrown)));
        }
    }

    private StateMachine machineFor(Participant participant) {
        String name = participant.name();
        MachineLink link = new MachineLink(name, queue);
        StateContext context = new StateContext(name, link, event -> queue.add(new RunEvent.Found(name, event)));
        participant.prepare().accept(context);
        return new StateMachine(participant.workflow().orElse(plan.workflow()), context, environment, link);
    }

    private void stopAll(StopCause cause) {
        boolean first = stopped.isEmpty();
        if (first || cause instanceof StopCause.Broken) {
            stopped = Optional.of(cause);
        }
        if (!first) {
            return;
        }
        List<Participant> never = List.copyOf(notStarted);
        notStarted.clear();
        try {
            progress.publish(new RunEvent.Stopping(cause.reason()));
            never.forEach(participant -> cancelled(participant, cause));
        } finally {
            // The last first: each that is cancelled would else admit one that waits, to be cancelled next.
            List.copyOf(running.values()).reversed().forEach(machine -> machine.cancel(cause.reason()));
        }
    }

    private void cancelled(Participant neverStarted, StopCause cause) {
        moved(new Transition(
                neverStarted.name(),
                Optional.empty(),
                State.TerminalState.CANCELLED,
                cause.reason(),
                Optional.empty(),
                environment.clock().instant()));
    }

    /** A machine that broke has closed what it owns, but will not report its end. */
    private void broke(String connection, Throwable thrown) {
        running.remove(connection);
        mailboxes.close(connection);
        Failure failure = Failure.of(FailureKind.DEFECT, thrown.toString(), "").at(connection, "");
        moved(new Transition(
                connection,
                progress.state(connection),
                State.TerminalState.FAILED,
                failure.sentence(),
                Optional.of(failure),
                environment.clock().instant()));
        defect("The machine of " + connection + " broke down", thrown);
    }

    private void defect(String what, Throwable thrown) {
        stop(new StopCause.Broken(thrown.toString()));
        LOG.error(what, thrown);
    }
}
