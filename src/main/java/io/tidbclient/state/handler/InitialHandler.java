package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

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
