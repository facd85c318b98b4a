package io.tidbclient.engine;

import io.smallrye.mutiny.Uni;

import java.util.Optional;
import java.util.Queue;

/**
 * What one machine sends its coordinator: its moves and its end, its messages, and what it waits for. Each becomes an event in
 * the coordinator's queue; no call waits.
 *
 * @param connection the machine's
 * @param queue the coordinator's, safe for many threads
 */
record MachineLink(String connection, Queue<CoordinatorEvent> queue) implements MessageBus, MachineListener {
    @Override
    public void moved(Transition transition) {
        queue.add(new CoordinatorEvent.MachineMoved(transition));
    }

    @Override
    public void ended(MachineResult outcome) {
        queue.add(new CoordinatorEvent.MachineEnded(outcome));
    }

    @Override
    public void send(String to, String text) {
        queue.add(new RunEvent.MessageSent(connection, to, text));
    }

    @Override
    public void send(String to, String text, Object enclosed) {
        queue.add(new CoordinatorEvent.Enclosed(to, new Message(connection, text, Optional.of(enclosed))));
    }

    @Override
    public Uni<Message> receive() {
        return Uni.createFrom()
                .emitter(waiting -> queue.add(new CoordinatorEvent.MessageAwaited(connection, new Receiver(waiting))));
    }

    @Override
    public Uni<Void> untilAllReach(State state) {
        return Uni.createFrom().emitter(waiting -> queue.add(new CoordinatorEvent.StateAwaited(state, waiting)));
    }
}
