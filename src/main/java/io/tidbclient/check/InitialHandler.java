package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Names the connection. Its clock starts with the transition that led here. */
@ApplicationScoped
class InitialHandler implements StateHandler {
    @Override
    public State.Step state() {
        return CheckStates.INITIAL;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        int number = context.get(CheckKeys.NUMBER) + 1;
        return Uni.createFrom().item(Next.proceed("connection " + number + " is " + context.connection()));
    }
}
