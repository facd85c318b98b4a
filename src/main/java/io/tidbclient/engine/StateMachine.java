package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/** Drives one connection through a workflow, once. */
public final class StateMachine {
    private static final Logger LOG = Logger.getLogger("io.tidbclient.engine");

    /**
     * What all machines of a run share.
     *
     * @param handlers a handler for every step of the workflow
     * @param failures turns what a handler threw into a failure
     * @param clock dates the transitions
     * @param timer runs the states' time limits
     * @param blocking closes what the machine owned
     */
    public record Environment(
            Handlers handlers,
            Function<Throwable, Failure> failures,
            Clock clock,
            ScheduledExecutorService timer,
            BlockingWork blocking) {}

    private final Workflow workflow;
    private final StateContext context;
    private final Environment environment;
    private final MachineListener listener;
    private final AtomicReference<String> cancelled = new AtomicReference<>();
    private volatile Consumer<String> interruption = why -> {};
    private volatile State state;
    private volatile String lastReason = "";
    private volatile Optional<Failure> failure = Optional.empty();

    /**
     * @param workflow where it may go; every step has a handler, as {@link Handlers#covering} has checked
     * @param context of this machine alone
     * @param listener hears every move
     */
    public StateMachine(Workflow workflow, StateContext context, Environment environment, MachineListener listener) {
        this.workflow = workflow;
        this.context = context;
        this.environment = environment;
        this.listener = listener;
    }

    /** Runs to one of the ends, upon subscription; never fails. To be subscribed to once. */
    public Uni<MachineResult> run() {
        return Uni.createFrom()
                .deferred(this::oneState)
                .repeat()
                .whilst(State.Step.class::isInstance)
                .collect()
                .last()
                .onItem()
                .transformToUni(end -> environment.blocking().run(context::close))
                .onFailure()
                .call(() -> environment.blocking().run(context::close))
                .onItem()
                .transform(closed -> outcome())
                .invoke(listener::ended);
    }

    /**
     * Ends the machine as CANCELLED, wherever it is, or as COMPLETED when only optional work is left; the work under way is
     * interrupted. Does nothing after its end.
     */
    public void cancel(String why) {
        if (cancelled.compareAndSet(null, why)) {
            interruption.accept(why);
        }
    }

    private Uni<State> oneState() {
        if (state == null) {
            transition(workflow.steps().getFirst(), "started");
        }
        State.Step step = (State.Step) state;
        return InterruptibleWork.of(work(step), begun -> listenForCancelling(step, begun))
                .onItem()
                .transform(next -> follow(step, next))
                .onFailure()
                .recoverWithItem(thrown -> fail(step, thrown));
    }

    private void listenForCancelling(State.Step step, InterruptibleWork<Next> work) {
        interruption = why -> work.interrupt(afterCancelling(step, why));
        String why = cancelled.get();
        if (why != null) {
            interruption.accept(why);
        }
    }

    private Next afterCancelling(State.Step step, String why) {
        return workflow.stage(step).optional() ? Next.proceed(why) : Next.to(State.TerminalState.CANCELLED, why);
    }

    private Uni<Next> work(State.Step step) {
        Uni<Next> handled = Uni.createFrom().deferred(() -> handle(step));
        return workflow.hasBarrierAt(step)
                ? context.bus().untilAllReach(step).onItem().transformToUni(reached -> handled)
                : handled;
    }

    private Uni<Next> handle(State.Step step) {
        // A barrier can open while the work that waits at it is being cancelled.
        if (cancelled.get() != null) {
            return Uni.createFrom().nothing();
        }
        StateHandler handler = environment.handlers().of(step);
        Workflow.Stage stage = workflow.stage(step);
        // Work that is interrupted while it ends would be left twice.
        AtomicBoolean left = new AtomicBoolean();
        return Uni.createFrom()
                .deferred(() -> {
                    handler.enter(context);
                    return handler.execute(context);
                })
                .ifNoItem()
                .after(stage.limit())
                .on(environment.timer())
                .failWith(() -> new StateTimeoutException(step, stage.limit()))
                .onTermination()
                .invoke((next, thrown, gone) -> {
                    if (left.compareAndSet(false, true)) {
                        leave(handler, thrown != null || gone);
                    }
                });
    }

    /** What a handler throws when it is left fails the machine, but never hides how the state ended. */
    private void leave(StateHandler handler, boolean endedBadly) {
        try {
            handler.exit(context);
        } catch (RuntimeException e) {
            if (!endedBadly) {
                throw e;
            }
            LOG.errorf(
                    e,
                    "%s: leaving %s failed",
                    context.connection(),
                    handler.state().label());
        }
    }

    private State follow(State.Step step, Next next) {
        State to = switch (next) {
            case Next.Continue successor -> workflow.stage(step).next();
            case Next.To named -> named.state();
        };
        if (!workflow.allows(step, to)) {
            throw new IllegalStateException(workflow.name() + " has no way from " + step.label() + " to " + to.label());
        }
        return transition(to, next.why());
    }

    /** Work that found that it is no longer wanted has not failed: whoever ends the run closed what it needs. */
    private State fail(State.Step step, Throwable thrown) {
        if (thrown instanceof CancellationException) {
            return follow(step, afterCancelling(step, String.valueOf(thrown.getMessage())));
        }
        Failure placed = classified(thrown).at(context.connection(), step.label());
        failure = Optional.of(placed);
        LOG.debugf(thrown, "%s failed in %s", context.connection(), step.label());
        return transition(State.TerminalState.FAILED, placed.sentence());
    }

    private Failure classified(Throwable thrown) {
        return thrown instanceof StateTimeoutException late
                ? Failure.of(FailureKind.STATE_TIMED_OUT, late.getMessage(), late.hint())
                : environment.failures().apply(thrown);
    }

    /** The only place where the state changes. */
    private State transition(State to, String why) {
        Transition transition = new Transition(
                context.connection(),
                Optional.ofNullable(state),
                to,
                why,
                failure,
                environment.clock().instant());
        state = to;
        lastReason = why;
        MDC.put("connection", context.connection());
        MDC.put("state", to.label());
        try {
            LOG.infof(
                    "%s: %s -> %s (%s)",
                    context.connection(), transition.from().map(State::label).orElse("-"), to.label(), why);
        } finally {
            MDC.remove("connection");
            MDC.remove("state");
        }
        listener.moved(transition);
        return to;
    }

    private MachineResult outcome() {
        return new MachineResult(context.connection(), (State.TerminalState) state, lastReason, failure);
    }
}
