package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

/** A session that has taken all of its steps stays until the others have: what it holds, it holds to the end. */
final class LeavingHandler implements StateHandler {
    @Override
    public State.Step state() {
        return SessionProtocol.LEAVING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.bus().receive().onItem().transform(message -> Next.proceed("the scenario has ended"));
    }
}
