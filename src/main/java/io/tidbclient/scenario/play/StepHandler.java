package io.tidbclient.scenario.play;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.state.BlockingWork;
import io.tidbclient.state.Next;
import io.tidbclient.state.State;
import io.tidbclient.state.StateContext;
import io.tidbclient.state.StateHandler;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A session waits for the director's word, takes its step, and tells what came of it. It judges nothing. */
final class StepHandler implements StateHandler {
    private final Cue cue;
    private final Tools tools;

    /** What all steps need. */
    record Tools(BlockingWork blocking, FailureClassifier failures, ConnectionCheck check, Clock clock) {}

    StepHandler(Cue cue, Tools tools) {
        this.cue = cue;
        this.tools = tools;
    }

    @Override
    public State.Step state() {
        return Cast.step(cue);
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.peers()
                .receive()
                .onItem()
                .transformToUni(
                        message -> take(context, (Cast.Go) message.enclosed().orElseThrow()))
                .onItem()
                .transform(reply -> {
                    context.peers().send(Cast.DIRECTOR, "done", new Cast.Done(cue, reply));
                    return Next.onward(reply.failure().isPresent() ? "failed" : "done");
                });
    }

    private Uni<Reply> take(StateContext context, Cast.Go go) {
        Instant began = tools.clock().instant();
        long begin = System.nanoTime();
        Uni<Reply> work = switch (cue.step().action()) {
            case Action.Check check -> check(context, check, began, begin);
            case Action.Run run -> onThread(context, go, began, begin);
            case Action.Connect connect -> onThread(context, go, began, begin);
            case Action.Disconnect disconnect -> onThread(context, go, began, begin);
            case Action.Cut cut -> onThread(context, go, began, begin);
        };
        return work.onFailure(StepHandler::isResult).recoverWithItem(thrown -> failed(thrown, began, begin));
    }

    /** What the step came to, and not that its session was closed since the scenario is over. */
    private static boolean isResult(Throwable thrown) {
        return thrown instanceof Exception && !(thrown instanceof CancellationException);
    }

    private Uni<Reply> onThread(StateContext context, Cast.Go go, Instant began, long begin) {
        return tools.blocking().call(() -> now(context.get(Cast.LINE), go, began, begin));
    }

    private Uni<Reply> check(StateContext context, Action.Check check, Instant began, long begin) {
        return context.get(Cast.LINE)
                .check(tools, check.state())
                .onItem()
                .transform(failure -> reply(
                        Optional.empty(), failure, failure.map(Failure::words).orElse(""), 0, began, begin));
    }

    private Reply now(Line line, Cast.Go go, Instant began, long begin) {
        Optional<Answer> answer = Optional.empty();
        long id = 0;
        switch (cue.step().action()) {
            case Action.Run run -> answer = Optional.of(line.run(run.sql().jdbc(), bound(run.sql(), go.values())));
            case Action.Connect connect -> id = line.open();
            case Action.Disconnect disconnect -> line.disconnect();
            case Action.Cut cut -> line.cut();
            case Action.Check check -> throw new IllegalStateException("the check has its own connection");
        }
        return reply(answer, Optional.empty(), "", id, began, begin);
    }

    /**
     * The named values of a statement, in the order of its question marks.
     *
     * @throws FailureException when one has no value
     */
    static List<Object> bound(SqlText sql, Map<String, Scalar> values) {
        List<Object> bound = new ArrayList<>();
        for (String name : sql.names()) {
            Scalar value = values.get(name);
            if (value == null) {
                throw new FailureException(
                        Failure.of(
                                FailureKind.EXPECTATION_NOT_MET,
                                ":" + name + " has no value: the step that saves it was not taken.",
                                ""),
                        null);
            }
            bound.add(value.bound());
        }
        return bound;
    }

    private Reply failed(Throwable thrown, Instant began, long begin) {
        Failure failure = tools.failures().classify(thrown);
        return reply(Optional.empty(), Optional.of(failure), failure.words(), 0, began, begin);
    }

    private static Reply reply(
            Optional<Answer> answer,
            Optional<Failure> failure,
            String message,
            long connectionId,
            Instant began,
            long begin) {
        return new Reply(answer, failure, message, connectionId, began, Duration.ofNanos(System.nanoTime() - begin));
    }
}
