package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.state.Next;
import io.tidbclient.state.Peers.Message;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The director's three states: set the stage, direct, check what must hold at the end. */
final class DirectorHandlers {
    private static final StateContext.Key<Stage> STAGE = new StateContext.Key<>("the stage", Stage.class);
    private static final StateContext.Key<Inbox> INBOX = new StateContext.Key<>("the messages", Inbox.class);
    private static final StateContext.Key<Known> KNOWN = new StateContext.Key<>("the values", Known.class);

    /** Named values at the end of the steps. */
    private record Known(Map<String, Scalar> values) {}

    private final Production production;

    DirectorHandlers(Production production) {
        this.production = production;
    }

    List<StateHandler> all() {
        return List.of(
                handler(Cast.SETTING_UP, this::setUp),
                handler(Cast.DIRECTING, this::direct),
                handler(Cast.CHECKING, this::check));
    }

    /** What a state does, on a thread that may block. */
    private interface Work {
        Next on(StateContext context) throws InterruptedException;
    }

    private StateHandler handler(State.Step state, Work work) {
        return new StateHandler() {
            @Override
            public State.Step state() {
                return state;
            }

            @Override
            public Uni<Next> execute(StateContext context) {
                Callable<Next> call = () -> work.on(context);
                return production.tools().blocking().call(call);
            }
        };
    }

    private Next setUp(StateContext context) throws InterruptedException {
        Stage stage = new Stage(production, context::report);
        context.own(stage);
        context.put(STAGE, stage);
        stage.setUp();
        production.scenario().connections().forEach(session -> context.peers().send(session, "enter"));
        return Next.onward("the stage is set");
    }

    private Next direct(StateContext context) throws InterruptedException {
        Stage stage = context.get(STAGE);
        Inbox inbox = new Inbox(context.peers());
        context.put(INBOX, inbox);
        LockViews views = stage.views();
        Clock clock = production.tools().clock();
        Floor floor = new Floor(production.values());
        Judge judge = production.judging()
                ? new ByExpectations(floor, production.product(), context::report)
                : new ByLimitsAlone(production.product());
        Order order = production.judging()
                ? new WrittenOrder(production.score(), floor, clock)
                : new OtherOrder(production.score(), floor);
        WaitWatch watch = new WaitWatch(floor, judge, views, clock, context::report);
        Director director = new Director(floor, judge, watch, context.peers(), inbox, clock, context::report);
        try {
            awaitSessions(director, inbox);
            fail(context, director.play(order));
            context.put(KNOWN, new Known(floor.values()));
        } finally {
            views.unreadable()
                    .forEach(view -> context.report(new ScenarioFinding.Noted("this user or server does not let " + view
                            + " be read, so that some waits may not be seen")));
        }
        return Next.onward("all steps were taken");
    }

    private void awaitSessions(Director director, Inbox inbox) throws InterruptedException {
        for (int missing = production.scenario().connections().size(); missing > 0; missing--) {
            Optional<Message> message = inbox.poll(Duration.ofDays(1));
            if (message.isPresent() && message.get().enclosed().orElse(null) instanceof Cast.Entered entered) {
                director.joined(message.get().from(), entered.connectionId());
            }
        }
    }

    private Next check(StateContext context) throws InterruptedException {
        Map<String, Scalar> known = new HashMap<>(context.get(KNOWN).values());
        FinalRead read = new FinalRead(context.get(STAGE), production.tools().clock());
        if (production.scenario().workload().isPresent()) {
            WorkloadLead lead = new WorkloadLead(production, context.peers(), context.get(INBOX), read);
            fail(context, lead.lead(context::report, known));
        }
        for (Check check : production.scenario().checks()) {
            hold(context, check, read, known);
        }
        production.scenario().connections().forEach(session -> context.peers().send(session, "leave"));
        return Next.onward("all that must hold holds");
    }

    private void hold(StateContext context, Check check, FinalRead read, Map<String, Scalar> known) {
        Reply reply = read.read(check.sql(), known);
        String name = check.name().isEmpty() ? check.sql().written() : check.name();
        fail(
                context,
                new Verifier(known)
                        .compare(check.expectations(), reply)
                        .map(mismatch ->
                                new Difference(check.place(), "check: " + name, mismatch.expected(), mismatch.got())));
        context.report(new ScenarioFinding.Checked(name, reply.shown()));
    }

    private static void fail(StateContext context, Optional<Difference> difference) {
        difference.ifPresent(found -> {
            context.report(new ScenarioFinding.Differed(found));
            // Without what was got: the server's words are cleaned where they are shown, and this goes to the log.
            String sentence = found.place() + ": " + found.what() + ": not as expected";
            throw new FailureException(Failure.of(FailureKind.EXPECTATION_NOT_MET, sentence, ""), null);
        });
    }
}
