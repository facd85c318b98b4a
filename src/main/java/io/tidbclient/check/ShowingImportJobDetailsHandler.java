package io.tidbclient.check;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;

import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Follows the active import jobs for as long as was asked. One connection to each server leads the watch; the others
 * hold their connections, and one of them takes over when the leader fails. At the end each shows that it still works.
 */
@ApplicationScoped
class ShowingImportJobDetailsHandler implements StateHandler {
    private static final String TAKE_OVER = "lead the watch of the import jobs";

    private final PollLoop.Tools polling;

    ShowingImportJobDetailsHandler(Ticker ticker, ScheduledExecutorService timer, FailureClassifier failures) {
        this.polling = new PollLoop.Tools(ticker, timer, failures);
    }

    @Override
    public State.Step state() {
        return CheckStates.SHOWING_IMPORT_JOB_DETAILS;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        ServerLink link = context.get(CheckKeys.LINK);
        ServerWatch watch = watchOf(context);
        Uni<Void> leading = watch.elect(context.connection())
                ? Uni.createFrom().voidItem()
                : context.bus().receive().replaceWithVoid();
        Uni<String> lead = leading.onItem().transformToUni(mine -> PollLoop.lead(context, polling));
        return Uni.combine()
                .any()
                .of(watch.over(), lead)
                .onItem()
                .call(why -> link.readEachAfterPause(LinkSessions::ping))
                .onItem()
                .transform(Next::proceed);
    }

    /** Whoever led hands the watch over, if it isn't over. */
    @Override
    public void exit(StateContext context) {
        watchOf(context)
                .resign(context.connection())
                .ifPresent(next -> context.bus().send(next, TAKE_OVER));
    }

    private static ServerWatch watchOf(StateContext context) {
        return context.get(CheckKeys.RUN)
                .watchOf(context.get(CheckKeys.SETTINGS).target());
    }
}
