package io.tidbclient.check;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind.FailureCategory;
import io.tidbclient.connection.Grants;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

import java.util.List;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Checks in turn whether each database exists, may be used, and what the user may do there. The first that is missing or
 * denied ends the connection; what was found before stays reported. The grants are read once, after the first {@code USE}.
 */
@ApplicationScoped
class VerifyingDatabaseHandler implements StateHandler {
    private static final int MOST_NAMED = 5;

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
        List<String> databases = context.get(CheckKeys.SETTINGS).databases();
        if (databases.isEmpty()) {
            return Uni.createFrom().item(Next.proceed("no database was asked for"));
        }
        return Multi.createFrom()
                .iterable(databases)
                .onItem()
                .transformToUniAndConcatenate(database -> verify(context, database))
                .collect()
                .last()
                .onItem()
                .transform(last -> Next.proceed(verified(databases)));
    }

    private Uni<DatabaseAccess> verify(StateContext context, String database) {
        return context.get(CheckKeys.LINK)
                .read(session -> access(context, session, database))
                .onFailure(FailureException.class)
                .transform(thrown -> naming(database, thrown))
                .onItem()
                .invoke(access -> context.report(new CheckEvent.DatabaseVerified(access)));
    }

    private DatabaseAccess access(StateContext context, Session session, String database) {
        probe.use(session, database);
        Grants grants = context.find(CheckKeys.GRANTS).orElseGet(() -> probe.grants(session));
        context.put(CheckKeys.GRANTS, grants);
        return grants.accessTo(database);
    }

    /** Servers name the database mostly; a failure of one of several must name it. Losing the server is about none. */
    private static FailureException naming(String database, FailureException thrown) {
        Failure failure = thrown.failure();
        boolean named = failure.sentence().contains("'" + database + "'");
        return named || failure.kind().category() == FailureCategory.UNREACHED
                ? thrown
                : new FailureException(failure.about("database '" + database + "'"), thrown);
    }

    private static String verified(List<String> databases) {
        if (databases.size() == 1) {
            return "database " + databases.getFirst() + " may be used";
        }
        return databases.size() <= MOST_NAMED
                ? "databases " + String.join(", ", databases) + " may be used"
                : databases.size() + " databases may be used";
    }
}
