package io.tidbclient.coordination;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.coordination.RunPlan.Participant;
import io.tidbclient.state.HandlerEvent;
import io.tidbclient.state.MachineListener;
import io.tidbclient.state.MachineResult;
import io.tidbclient.state.MessageBus;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateMachine;
import io.tidbclient.state.Transition;
import io.tidbclient.state.handler.CheckEvent;
import org.jboss.logging.Logger;

import java.time.Instant;
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

/**
 * One run of a plan. Everything that happens becomes an event in one queue; a single thread takes them out, folds them
 * into the snapshot and notifies the observer. That thread alone touches the fields below the queue.
 */
public final class Run {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.coordination");

    private final RunPlan plan;
    private final StateMachine.Environment environment;
    private final RunObserver observer;
    private final CompletableFuture<RunResult> result = new CompletableFuture<>();
    private final BlockingQueue<CoordinatorEvent> queue = new LinkedBlockingQueue<>();

    private final SnapshotFold fold;
    private final Mailboxes mailboxes = new Mailboxes();
    private final Barriers barriers;
    private final Queue<Participant> notStarted;
    private final Map<String, StateMachine> running = new LinkedHashMap<>();
    private Optional<StopCause> stopped = Optional.empty();
    private boolean observerFailed;

    Run(RunPlan plan, StateMachine.Environment environment, RunObserver observer) {
        this.plan = plan;
        this.environment = environment;
        this.observer = observer;
        this.fold = new SnapshotFold(plan.participants(), environment.clock().instant());
        this.barriers = new Barriers(plan.participants().size());
        this.notStarted = new ArrayDeque<>(plan.participants());
    }

    /** How the run ends; never fails. */
    public Uni<RunResult> result() {
        return Uni.createFrom().completionStage(result::copy);
    }

    /** Ends the run: every machine is cancelled, those that wait for their turn never start. Returns at once. */
    public void stop(StopCause cause) {
        queue.add(new CoordinatorEvent.StopAsked(cause));
    }

    /**
     * Starts it and returns at once, itself. To be called once; a run that was stopped before ends without having begun.
     */
    public Run start() {
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
                } catch (RuntimeException | LinkageError | AssertionError e) {
                    defect("The coordinator failed on " + event.getClass().getSimpleName(), e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = Optional.of(new StopCause.Broken("the coordinator's thread was interrupted"));
        } finally {
            deadline.ifPresent(timer -> timer.cancel(false));
            result.complete(new RunResult(fold.current(), Verdicts.of(fold.current(), stopped)));
        }
    }

    private boolean over() {
        return running.isEmpty() && notStarted.isEmpty() && queue.isEmpty();
    }

    private void handle(CoordinatorEvent event) {
        Instant now = environment.clock().instant();
        switch (event) {
            case RunEvent.Started started -> {
                publish(started, fold.current());
                startMore();
            }
            case RunEvent.Found found -> {
                RunSnapshot after = switch (found.event()) {
                    case CheckEvent check -> fold.found(found.connection(), check, now);
                    case HandlerEvent other -> fold.current();
                };
                publish(found, after);
            }
            case RunEvent.MessageSent sent -> {
                mailboxes.deliver(sent.to(), new MessageBus.Message(sent.from(), sent.text(), Optional.empty()));
                publish(sent, fold.current());
            }
            case RunEvent.Transitioned moved -> publish(moved, fold.current());
            case RunEvent.Stopping stopping -> publish(stopping, fold.current());
            case CoordinatorEvent.Enclosed sent -> mailboxes.deliver(sent.to(), sent.message());
            case CoordinatorEvent.MachineMoved moved -> moved(moved.transition(), now);
            case CoordinatorEvent.MachineEnded ended -> ended(ended.outcome());
            case CoordinatorEvent.MachineBroke broke -> broke(broke.connection(), broke.thrown(), now);
            case CoordinatorEvent.StopAsked asked -> stopAll(asked.cause());
            case CoordinatorEvent.MessageAwaited awaited -> mailboxes.await(awaited.connection(), awaited.receiver());
            case CoordinatorEvent.StateAwaited awaited -> barriers.await(awaited.state(), awaited.waiting());
        }
    }

    private void moved(Transition move, Instant now) {
        RunSnapshot after = fold.moved(move.connection(), move.to(), move.failure(), now);
        publish(new RunEvent.Transitioned(move.connection(), move.from(), move.to(), move.why()), after);
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
            running.put(participant.name(), machine);
            machine.run()
                    .subscribe()
                    .with(
                            outcome -> {},
                            thrown -> queue.add(new CoordinatorEvent.MachineBroke(participant.name(), thrown)));
        }
    }

    private StateMachine machineFor(Participant participant) {
        String name = participant.name();
        StateContext context =
                new StateContext(name, peersOf(name), event -> queue.add(new RunEvent.Found(name, event)));
        participant.prepare().accept(context);
        return new StateMachine(participant.workflow().orElse(plan.workflow()), context, environment, new Listener());
    }

    private void stopAll(StopCause cause) {
        boolean first = stopped.isEmpty();
        if (first || cause instanceof StopCause.Broken) {
            stopped = Optional.of(cause);
        }
        if (!first) {
            return;
        }
        Instant now = environment.clock().instant();
        publish(new RunEvent.Stopping(cause.reason()), fold.stopping(cause.reason(), now));
        while (!notStarted.isEmpty()) {
            Transition never = new Transition(
                    notStarted.remove().name(),
                    Optional.empty(),
                    State.TerminalState.CANCELLED,
                    cause.reason(),
                    Optional.empty(),
                    now);
            moved(never, now);
        }
        // The last first: each that is cancelled would else make room for one that waits, only to be cancelled next.
        List.copyOf(running.values()).reversed().forEach(machine -> machine.cancel(cause.reason()));
    }

    /** A machine that cannot go on has not closed what it owns, and will not report its end. */
    private void broke(String connection, Throwable thrown, Instant now) {
        Failure failure = Failure.of(FailureKind.DEFECT, thrown.toString(), "").at(connection, "");
        moved(
                new Transition(
                        connection,
                        fold.stateOf(connection),
                        State.TerminalState.FAILED,
                        failure.sentence(),
                        Optional.of(failure),
                        now),
                now);
        running.remove(connection);
        mailboxes.close(connection);
        defect("The machine of " + connection + " broke down", thrown);
    }

    /** An observer that throws is an internal error and receives no further events; the machines are stopped. */
    private void publish(RunEvent event, RunSnapshot after) {
        if (observerFailed) {
            return;
        }
        try {
            observer.on(event, after);
        } catch (RuntimeException | LinkageError | AssertionError e) {
            observerFailed = true;
            defect("The observer failed on " + event.getClass().getSimpleName(), e);
        }
    }

    private void defect(String what, Throwable thrown) {
        LOG.error(what, thrown);
        stop(new StopCause.Broken(thrown.toString()));
    }

    private MessageBus peersOf(String name) {
        return new MessageBus() {
            @Override
            public void send(String to, String text) {
                queue.add(new RunEvent.MessageSent(name, to, text));
            }

            @Override
            public void send(String to, String text, Object enclosed) {
                queue.add(new CoordinatorEvent.Enclosed(to, new Message(name, text, Optional.of(enclosed))));
            }

            @Override
            public Uni<Message> receive() {
                return Uni.createFrom()
                        .emitter(
                                waiting -> queue.add(new CoordinatorEvent.MessageAwaited(name, new Receiver(waiting))));
            }

            @Override
            public Uni<Void> untilAllReach(State state) {
                return Uni.createFrom()
                        .emitter(waiting -> queue.add(new CoordinatorEvent.StateAwaited(state, waiting)));
            }
        };
    }

    private final class Listener implements MachineListener {
        @Override
        public void moved(Transition transition) {
            queue.add(new CoordinatorEvent.MachineMoved(transition));
        }

        @Override
        public void ended(MachineResult outcome) {
            queue.add(new CoordinatorEvent.MachineEnded(outcome));
        }
    }
}
