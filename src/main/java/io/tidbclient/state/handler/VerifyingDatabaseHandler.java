package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Sees whether the database exists, may be used, and what the user may do there. */
@ApplicationScoped
class VerifyingDatabaseHandler implements StateHandler {
    private final ServerProbe probe;

    VerifyingDatabaseHandler(ServerProbe probe) {
        this.probe = probe;
    }

    @Override
    public State.Step state() {
        return CheckStates.VERIFYING_DATABASE;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.get(CheckKeys.SETTINGS)
                .database()
                .map(database -> verify(context, database))
                .orElseGet(() -> Uni.createFrom().item(Next.onward("no database was asked for")));
    }

    private Uni<Next> verify(StateContext context, String database) {
        return context.get(CheckKeys.LINK)
                .read(session -> probe.access(session, database))
                .onItem()
                .invoke(access -> context.report(new CheckFinding.DatabaseVerified(access)))
                .onItem()
                .transform(access -> Next.onward("database " + database + " may be used"));
    }
}
