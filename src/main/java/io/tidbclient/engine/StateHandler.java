package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;

/**
 * The work of one state. Handlers are shared by all machines and keep nothing of their own: what belongs to a
 * connection lives in its {@link StateContext}.
 */
public interface StateHandler {
    /** The state this handler is for. */
    State.Step state();

    /** Called when the state is entered; must not block. What it throws fails the machine. */
    default void enter(StateContext context) {}

    /**
     * The work. Nothing may block the subscribing thread: hand blocking calls to {@link BlockingWork}. Cancelled when
     * the state's time is up or the machine is stopped.
     *
     * @return where to go next, or the failure that ends the machine
     */
    Uni<Next> execute(StateContext context);

    /** Called once when the state is left, whatever happened; must not block. */
    default void exit(StateContext context) {}
}
