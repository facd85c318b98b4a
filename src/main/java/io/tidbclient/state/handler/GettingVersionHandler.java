package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Finds out whether the server is TiDB, and which release; one that isn't is said to be what it is. */
@ApplicationScoped
class GettingVersionHandler implements StateHandler {
    private final ServerProbe probe;

    GettingVersionHandler(ServerProbe probe) {
        this.probe = probe;
    }

    @Override
    public State.Step state() {
        return CheckStates.GETTING_VERSION;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ServerIdentity identity = context.get(CheckKeys.IDENTITY);
        return context.get(CheckKeys.LINK)
                .read(session -> probe.version(session, identity))
                .onItem()
                .transform(version -> keep(context, version));
    }

    private static Next keep(StateContext context, ServerVersion version) {
        context.put(CheckKeys.VERSION, version);
        context.report(new CheckEvent.VersionRead(version));
        return Next.proceed(version.product().label() + " " + version.release());
    }
}
