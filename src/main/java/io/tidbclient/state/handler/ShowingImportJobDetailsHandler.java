package io.tidbclient.state.handler;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import java.util.concurrent.ScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Follows the active import jobs for as long as was asked. One connection to each server leads the watch; the others
 * hold their connections, and one of them takes over when the leader fails. At the end each shows that it still works.
 */
@ApplicationScoped
class ShowingImportJobDetailsHandler implements StateHandler {
    private static final String TAKE_OVER = "lead the watch of the import jobs";

    private final Ticker ticker;
    private final ScheduledExecutorService timer;
    private final FailureClassifier failures;

    ShowingImportJobDetailsHandler(Ticker ticker, ScheduledExecutorService timer, FailureClassifier failures) {
        this.ticker = ticker;
        this.timer = timer;
        this.failures = failures;
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
        Uni<String> lead = leading.onItem().transformToUni(mine -> lead(context, link, watch));
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

    private Uni<String> lead(StateContext context, ServerLink link, ServerWatch watch) {
        return new PollLoop(context, link, watch, failures)
                .run(ticker, timer)
                .onItem()
                .invoke(why -> {
                    context.report(new CheckEvent.WatchEnded(why));
                    watch.end(why);
                });
    }

    private static ServerWatch watchOf(StateContext context) {
        return context.get(CheckKeys.RUN)
                .watchOf(context.get(CheckKeys.SETTINGS).target());
    }
}
