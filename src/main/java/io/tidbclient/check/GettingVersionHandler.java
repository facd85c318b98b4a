package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

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
