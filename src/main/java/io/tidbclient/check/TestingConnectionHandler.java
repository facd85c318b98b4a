package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.time.NanoClock;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

/** Does the first round trip of each session, which also shows which server answered. */
@ApplicationScoped
class TestingConnectionHandler implements StateHandler {
    private final ServerProbe probe;
    private final NanoClock nanoClock;

    TestingConnectionHandler(ServerProbe probe, NanoClock nanoClock) {
        this.probe = probe;
        this.nanoClock = nanoClock;
    }

    @Override
    public State.Step state() {
        return CheckStates.TESTING_CONNECTION;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.get(CheckKeys.LINK)
                .readEach(this::answer)
                .onItem()
                .transform(List::getFirst)
                .onItem()
                .invoke(context::report)
                .onItem()
                .transform(answered -> {
                    context.put(CheckKeys.IDENTITY, answered.identity());
                    return Next.proceed("answered by " + answered.identity().hostname());
                });
    }

    private CheckEvent.Answered answer(Session session) {
        long begin = nanoClock.nanos();
        ServerIdentity identity = probe.identity(session);
        return new CheckEvent.Answered(nanoClock.since(begin), identity);
    }
}
