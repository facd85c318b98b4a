package io.tidbclient.engine;

import io.smallrye.mutiny.subscription.UniEmitter;

/** What the coordinator's queue holds. The coordinator is its only consumer, so that nothing else needs a lock. */
sealed interface CoordinatorEvent permits RunEvent, CoordinatorEvent.Command {
    /** What machines and the outside ask of the coordinator; watchers of a run do not see it. */
    sealed interface Command extends CoordinatorEvent {}

    /** A machine moved. */
    record MachineMoved(Transition transition) implements Command {}

    /** A machine has ended, and everything it owned is closed. */
    record MachineEnded(MachineResult outcome) implements Command {}

    /** A machine broke: it can neither continue nor end properly. */
    record MachineBroke(String connection, Throwable thrown) implements Command {}

    /** Somebody wants the run to end now. */
    record StopAsked(StopCause cause) implements Command {}

    /** A connection sent another a message that is theirs alone: what is enclosed means nothing to watchers. */
    record Enclosed(String to, MessageBus.Message message) implements Command {}

    /** A connection waits for a message. */
    record MessageAwaited(String connection, Receiver receiver) implements Command {}

    /** A connection waits until all have reached a state or have ended. */
    record StateAwaited(State state, UniEmitter<? super Void> waiting) implements Command {}
}
