package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

import jakarta.enterprise.context.ApplicationScoped;

/** Turns what was asked for into the connection's validated settings; a mistake ends here, before any socket. */
@ApplicationScoped
class ParsingConfigHandler implements StateHandler {
    @Override
    public State.Step state() {
        return CheckStates.PARSING_CONFIG;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return Uni.createFrom().item(() -> {
            ConnectionSettings settings = settings(context);
            context.put(CheckKeys.SETTINGS, settings);
            return Next.proceed(settings.user() + " at " + settings.target() + ", TLS "
                    + settings.tls().mode().label());
        });
    }

    private static ConnectionSettings settings(StateContext context) {
        try {
            return context.get(CheckKeys.RUN).settings(context.get(CheckKeys.NUMBER));
        } catch (ConfigException | IllegalArgumentException e) {
            throw new FailureException(
                    Failure.of(FailureKind.MISCONFIGURED, e.getMessage(), "tidb-client config show lists all settings"),
                    e);
        }
    }
}
