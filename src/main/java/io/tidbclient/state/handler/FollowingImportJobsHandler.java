package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.Grants;
import io.tidbclient.connection.ServerProbe;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.connection.Session;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/** Follows the requested import jobs, until the watch's goal is reached or time is up. */
@ApplicationScoped
class FollowingImportJobsHandler implements StateHandler {
    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final FailureClassifier failures;
    private final ServerProbe probe;

    FollowingImportJobsHandler(
            Ticker ticker, ScheduledExecutorService timer, FailureClassifier failures, ServerProbe probe) {
        this.ticker = ticker;
        this.timer = timer;
        this.failures = failures;
        this.probe = probe;
    }

    @Override
    public State.Step state() {
        return CheckStates.FOLLOWING_IMPORT_JOBS;
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
                .transformToUni(listed -> follow(context, link))
                .onItem()
                .transform(Next::proceed);
    }

    /** The watch's time begins here: what came before it must not cost it. */
    private Uni<String> follow(StateContext context, ServerLink link) {
        ServerWatch watch = context.get(CheckKeys.RUN).watchOf(link.target());
        return new PollLoop(context, link, watch, failures)
                .run(ticker, timer)
                .onItem()
                .invoke(why -> {
                    context.report(new CheckEvent.WatchEnded(why));
                    watch.end(why);
                });
    }

    /** Nothing is listed yet: that is what the polls are for. */
    private JobsAnswer.Listed seesAll(Session session, Optional<Grants> known) {
        Grants grants = known.orElseGet(() -> probe.grants(session));
        return new JobsAnswer.Listed(List.of(), !grants.isSuper());
    }
}
