package io.tidbclient.importjob.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckEvent;
import io.tidbclient.check.CheckKeys;
import io.tidbclient.check.PollLoop;
import io.tidbclient.check.ServerLink;
import io.tidbclient.check.Ticker;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Grants;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.Session;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.importjob.JobsAnswer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows the requested import jobs, until the watch's goal is reached or time is up. */
@ApplicationScoped
class FollowingImportJobsHandler implements StateHandler {
    private final PollLoop.Tools polling;
    private final ServerProbe probe;

    FollowingImportJobsHandler(
            Ticker ticker, ScheduledExecutorService timer, FailureClassifier failures, ServerProbe probe) {
        this.polling = new PollLoop.Tools(ticker, timer, failures);
        this.probe = probe;
    }

    @Override
    public State.Step state() {
        return ImportStates.FOLLOWING_IMPORT_JOBS;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ServerVersion version = context.get(CheckKeys.VERSION);
        if (version.product() != Product.TIDB) {
            throw new FailureException(
                    Failure.of(
                            FailureKind.STATEMENT_REFUSED,
                            "This is " + version.product().label() + ", which has no import jobs.",
                            "Name a TiDB server with -H."),
                    null);
        }
        ServerLink link = context.get(CheckKeys.LINK);
        return link.read(session -> seesAll(session, context.find(CheckKeys.GRANTS)))
                .onItem()
                .invoke(listed -> {
                    context.put(CheckKeys.JOBS, listed);
                    context.report(new CheckEvent.JobsCounted(listed));
                })
                .onItem()
                .transformToUni(listed -> PollLoop.lead(context, polling))
                .onItem()
                .transform(Next::proceed);
    }

    /** Nothing is listed yet: that is what the polls are for. */
    private JobsAnswer.Listed seesAll(Session session, Optional<Grants> known) {
        Grants grants = known.orElseGet(() -> probe.grants(session));
        return new JobsAnswer.Listed(List.of(), !grants.isSuper());
    }
}
