package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.connection.Answer;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureClassifier;
import io.tidbclient.connection.FailureException;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.BlockingWork;
import io.tidbclient.engine.Next;
import io.tidbclient.engine.State;
import io.tidbclient.engine.StateContext;
import io.tidbclient.engine.StateHandler;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Scalar;
import io.tidbclient.scenario.SqlText;
import io.tidbclient.time.TimeSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A session waits for the controller's message, runs its step, and sends the result. It checks nothing. */
final class StepHandler implements StateHandler {
    private final StepInvocation invocation;
    private final Tools tools;

    /** What all steps need. */
    record Tools(BlockingWork blocking, FailureClassifier failures, ConnectionCheck check, TimeSource time) {}

    StepHandler(StepInvocation invocation, Tools tools) {
        this.invocation = invocation;
        this.tools = tools;
    }

    @Override
    public State.Step state() {
        return SessionProtocol.step(invocation);
    }

    @Override
    public Uni<Next> execute(StateContext context) {
        return context.bus()
                .receive()
                .onItem()
                .transformToUni(message -> runStep(
                        context, (SessionProtocol.StartStep) message.enclosed().orElseThrow()))
                .onItem()
                .transform(result -> {
                    context.bus()
                            .send(
                                    SessionProtocol.CONTROLLER,
                                    "done",
                                    new SessionProtocol.StepCompleted(
                                            invocation, result, tools.time().nanos()));
                    return Next.proceed(result.failure().isPresent() ? "failed" : "done");
                });
    }

    private Uni<StepResult> runStep(StateContext context, SessionProtocol.StartStep start) {
        Instant began = tools.time().instant();
        long begin = tools.time().nanos();
        Uni<StepResult> work = switch (invocation.step().action()) {
            case Action.Check check -> check(context, check, began, begin);
            case Action.Run run -> onThread(context, start, began, begin);
            case Action.Connect connect -> onThread(context, start, began, begin);
            case Action.Disconnect disconnect -> onThread(context, start, began, begin);
            case Action.Cut cut -> onThread(context, start, began, begin);
        };
        return work.onFailure(StepHandler::isResult).recoverWithItem(thrown -> failed(thrown, began, begin));
    }

    /** What the step came to, and not that its session was closed since the scenario has ended. */
    private static boolean isResult(Throwable thrown) {
        return thrown instanceof Exception && !(thrown instanceof CancellationException);
    }

    private Uni<StepResult> onThread(StateContext context, SessionProtocol.StartStep start, Instant began, long begin) {
        return tools.blocking().call(() -> now(context.get(SessionProtocol.CONNECTION), start, began, begin));
    }

    private Uni<StepResult> check(StateContext context, Action.Check check, Instant began, long begin) {
        return context.get(SessionProtocol.CONNECTION)
                .login()
                .check(tools, check.state())
                .onItem()
                .transform(failure -> result(
                        Optional.empty(), failure, failure.map(Failure::words).orElse(""), 0, began, begin));
    }

    private StepResult now(SessionConnection connection, SessionProtocol.StartStep start, Instant began, long begin) {
        long id = 0;
        switch (invocation.step().action()) {
            case Action.Run run -> {
                return new StatementRunner(connection, invocation.step(), tools.time()).run(run, start.values());
            }
            case Action.Connect connect -> id = connection.open();
            case Action.Disconnect disconnect -> connection.disconnect();
            case Action.Cut cut -> connection.cut();
            case Action.Check check -> throw new IllegalStateException("the check has its own connection");
        }
        return result(Optional.empty(), Optional.empty(), "", id, began, begin);
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
                                ":" + name + " has no value: the step that saves it did not run.",
                                ""),
                        null);
            }
            bound.add(value.bound());
        }
        return bound;
    }

    private StepResult failed(Throwable thrown, Instant began, long begin) {
        Failure failure = tools.failures().classify(thrown);
        return result(Optional.empty(), Optional.of(failure), failure.words(), 0, began, begin);
    }

    private StepResult result(
            Optional<Answer> answer,
            Optional<Failure> failure,
            String message,
            long connectionId,
            Instant began,
            long begin) {
        return new StepResult(
                answer,
                failure,
                message,
                connectionId,
                began,
                tools.time().monotonic().since(begin));
    }
}
