package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

/** A session waits until the fixture is ready, then connects. */
final class JoiningHandler implements StateHandler {
    private final ScenarioContext scenarioContext;

    JoiningHandler(ScenarioContext scenarioContext) {
        this.scenarioContext = scenarioContext;
    }

    @Override
    public State.Step state() {
        return SessionProtocol.JOINING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.bus()
                .receive()
                .onItem()
                .transformToUni(message -> scenarioContext.tools().blocking().call(() -> connect(context)));
    }

    private Next connect(StateContext context) {
        SessionConnection connection = new SessionConnection(scenarioContext, context.connection());
        if (!connection.hasTeardown()) {
            context.own(connection);
        }
        // The fixture closes it, too, when all machines have ended or are about to.
        scenarioContext.openConnections().add(connection);
        context.put(SessionProtocol.CONNECTION, connection);
        boolean later = scenarioContext.credentials().plan(context.connection()).later();
        long id = later ? 0 : connection.open();
        context.bus().send(SessionProtocol.CONTROLLER, "entered", new SessionProtocol.SessionReady(id));
        return Next.proceed(id == 0 ? "connects later" : "connected");
    }
}
