package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

/** A session waits until the stage is set, then connects. */
final class JoiningHandler implements StateHandler {
    private final Production production;

    JoiningHandler(Production production) {
        this.production = production;
    }

    @Override
    public State.Step state() {
        return Cast.JOINING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.peers()
                .receive()
                .onItem()
                .transformToUni(message -> production.tools().blocking().call(() -> connect(context)));
    }

    private Next connect(StateContext context) {
        Line line = new Line(production, context.connection());
        context.own(line);
        production.lines().add(line);
        context.put(Cast.LINE, line);
        boolean later = production.logins().plan(context.connection()).later();
        long id = later ? 0 : line.open();
        context.peers().send(Cast.DIRECTOR, "entered", new Cast.Entered(id));
        return Next.onward(id == 0 ? "connects later" : "connected");
    }
}
