package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

import java.util.function.Consumer;
import jakarta.enterprise.context.ApplicationScoped;

/** Opens the connection, or fills its pool: TCP, TLS and login, under the retry policy and the host's breaker. */
@ApplicationScoped
class ConnectingHandler implements StateHandler {
    private final ServerLink.LinkTools tools;

    ConnectingHandler(SessionFactory sessions, BlockingWork blocking, FailureClassifier failures) {
        this.tools = new ServerLink.LinkTools(sessions, blocking, failures);
    }

    @Override
    public State.Step state() {
        return CheckStates.CONNECTING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        CheckRun run = context.get(CheckKeys.RUN);
        ConnectionSettings settings = context.get(CheckKeys.SETTINGS);
        Consumer<HandlerEvent> report =
                event -> context.report(run.expiryWarnings().applied(event));
        boolean pooled = run.poolSize() > 1;
        LinkSessions sessions = pooled
                ? new PooledSessions(tools.sessions().pool(settings, run.poolSize()), report, run.nanoClock())
                : new KeptSession(settings, tools.sessions(), report, run.nanoClock());
        ServerLink link = new ServerLink(settings.target(), sessions, tools, run.resilientCalls(), report);
        context.own(link);
        context.put(CheckKeys.LINK, link);
        String done = pooled ? run.poolSize() + " connections logged in" : "logged in";
        return link.open().onItem().transform(opened -> Next.proceed(done));
    }
}
