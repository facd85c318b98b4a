package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.SessionFactory;
import io.tidbclient.scenario.SessionPlan;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

/** A session waits until the stage is set, then connects. */
final class JoiningHandler implements StateHandler {
    private final SessionFactory sessions;
    private final BlockingWork blocking;
    private final Production production;

    JoiningHandler(SessionFactory sessions, BlockingWork blocking, Production production) {
        this.sessions = sessions;
        this.blocking = blocking;
        this.production = production;
    }

    @Override
    public State.Step state() {
        return Cast.JOINING;
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.peers()
                .receive()
                .onItem()
                .transformToUni(message -> blocking.call(
                        () -> enter(context, (Cast.Enter) message.enclosed().orElseThrow())));
    }

    private Next enter(StateContext context, Cast.Enter enter) {
        Logins logins = production.logins();
        SessionPlan plan = logins.plan(context.connection());
        Line line = new Line(sessions, logins.settings(context.connection()), plan, enter.database());
        context.own(line);
        production.lines().add(line);
        context.put(Cast.LINE, line);
        long id = plan.later() ? 0 : line.open();
        context.peers().send(Cast.DIRECTOR, "entered", new Cast.Entered(id));
        return Next.onward(id == 0 ? "connects later" : "connected");
    }
}
