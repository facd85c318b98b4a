package io.tidbclient.scenario.run;

import io.tidbclient.engine.MessageBus;
import io.tidbclient.engine.MessageBus.Message;
import io.tidbclient.scenario.Action;
import io.tidbclient.scenario.Expectation;
import io.tidbclient.time.TimeSource;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts steps in the scheduler's order, receives their results, and stops at the first expectation failure. After each
 * step, waiting steps are polled again before the next one begins. Blocks its thread; everything it uses is confined to that thread.
 */
final class ScenarioController {
    private final ExecutionState execution;
    private final StepChecker checker;
    private final LockWaitMonitor monitor;
    private final MessageBus bus;
    private final Messages messages;
    private final TimeSource time;
    private final Consumer<ScenarioEvent> report;
    private Optional<ExpectationFailure> expectationFailure = Optional.empty();
    private Optional<ExpectationFailure> impossible = Optional.empty();

    /** @param report hears everything that happens */
    ScenarioController(
            ExecutionState execution,
            StepChecker checker,
            LockWaitMonitor monitor,
            MessageBus bus,
            Messages messages,
            TimeSource time,
            Consumer<ScenarioEvent> report) {
        this.execution = execution;
        this.checker = checker;
        this.monitor = monitor;
        this.bus = bus;
        this.messages = messages;
        this.time = time;
        this.report = report;
    }

    /** A session's connection has this id; 0 when it has none yet. */
    void joined(String session, long connectionId) {
        if (connectionId != 0) {
            execution.joined(session, connectionId);
            report.accept(new ScenarioEvent.Joined(session, connectionId));
        }
    }

    /** What showed that the order cannot be executed. */
    Optional<ExpectationFailure> impossible() {
        return impossible;
    }

    /** Runs all steps, up to the first expectation failure, or to where the order cannot be executed. */
    Optional<ExpectationFailure> run(StepScheduler scheduler) throws InterruptedException {
        while (expectationFailure.isEmpty()) {
            // A waiting step may continue because of the last one: it ends before the next begins, or still waits.
            Optional<StepInvocation> next = execution.isSettled() ? scheduler.next() : Optional.empty();
            impossible = execution.isSettled() ? scheduler.impossible() : Optional.empty();
            if (impossible.isPresent()) {
                break;
            }
            if (next.isPresent()) {
                scheduler.begun(release(next.get()));
            } else if (scheduler.isOver() && execution.underWay().isEmpty()) {
                break;
            } else {
                fail(scheduler.stuck());
                await(scheduler);
            }
        }
        return expectationFailure;
    }

    private RunningStep release(StepInvocation invocation) {
        RunningStep step = new RunningStep(
                invocation,
                checker.expectations(invocation.step()),
                execution.valuesFor(invocation),
                time.instant(),
                time.nanos());
        fail(checker.begun(step));
        execution.begin(step);
        report.accept(new ScenarioEvent.Began(invocation, step.bound(), step.released));
        bus.send(invocation.session(), "go", new SessionProtocol.StartStep(step.values));
        return step;
    }

    /** Waits for one message, or until a poll at the locks or a time limit is due. */
    private void await(StepScheduler scheduler) throws InterruptedException {
        if (expectationFailure.isPresent()) {
            return;
        }
        Optional<Message> message = messages.poll(monitor.untilNextPoll());
        if (message.isEmpty()) {
            fail(monitor.poll());
            fail(late(scheduler, time.nanos()));
        } else if (message.get().enclosed().orElse(null) instanceof SessionProtocol.StepCompleted completed) {
            ended(completed);
        }
    }

    private void ended(SessionProtocol.StepCompleted completed) {
        StepInvocation invocation = completed.invocation();
        StepResult result = completed.result();
        RunningStep step = execution.end(invocation.session(), result, completed.ended());
        report.accept(new ScenarioEvent.Ended(invocation, step.bound(), result));
        joined(invocation.session(), result.connectionId());
        execution.save(SavedValues.all(invocation.step(), result));
        fail(checker.ended(step, result));
    }

    private Optional<ExpectationFailure> late(StepScheduler scheduler, long now) {
        return execution.underWay().stream()
                .filter(step -> now - step.deadline() > 0)
                .findFirst()
                .map(step -> late(scheduler, step));
    }

    /** A step that waits as it should may end only after one that its session has to take first. */
    private ExpectationFailure late(StepScheduler scheduler, RunningStep step) {
        return Optional.of(step)
                .filter(waiting -> waiting.waits().isPresent()
                        && waiting.expectedToWaitFor().isPresent())
                .flatMap(scheduler::heldBack)
                .orElseGet(() -> ExpectationFailure.at(
                        step.invocation,
                        step.wanted(execution.values()) + " within " + ExpectationText.shown(step.invocation.limit()),
                        "no end" + step.waitingFor() + hint(step)));
    }

    /** For a wait that no view shows, and that the script does not expect. */
    private static String hint(RunningStep step) {
        boolean forgotten = step.waits().isEmpty()
                && step.invocation.step().action() instanceof Action.Run
                && step.invocation.step().expectations().stream().noneMatch(Expectation.Blocks.class::isInstance);
        return forgotten ? "; if it is to wait for another session, expect that with 'blocks'" : "";
    }

    private void fail(Optional<ExpectationFailure> found) {
        expectationFailure = expectationFailure.or(() -> found);
    }
}
