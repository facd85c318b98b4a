package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Opens the connection: TCP, TLS and login, under the retry policy and the host's breaker. */
@ApplicationScoped
class ConnectingHandler implements StateHandler {
    private final ServerLink.Tools tools;

    ConnectingHandler(SessionFactory sessions, BlockingWork blocking, FailureClassifier failures) {
        this.tools = new ServerLink.Tools(sessions, blocking, failures);
    }

    @Override
    public State.Step state() {
        return CheckStates.CONNECTING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        CheckRun run = context.get(CheckKeys.RUN);
        ServerLink link = new ServerLink(
                context.get(CheckKeys.SETTINGS),
                tools,
                run.guarded(),
                finding -> context.report(run.expiryWarnings().applied(finding)));
        context.own(link);
        context.put(CheckKeys.LINK, link);
        return link.open().onItem().transform(session -> Next.onward("logged in"));
    }
}
