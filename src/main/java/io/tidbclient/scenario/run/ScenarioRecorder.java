package io.tidbclient.scenario.run;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.engine.RunEvent;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunSnapshot;
import io.tidbclient.engine.RunUpdate;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.run.ScenarioResult.Status;
import io.tidbclient.time.Durations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Records what a run reports, for its result. Confined to the coordinator's thread until the run has ended. */
final class ScenarioRecorder implements Consumer<RunUpdate<RunSnapshot>> {
    private final Scenario scenario;
    private final String title;
    private final long seed;
    private final int order;
    private final Instant startedAt;
    private final Consumer<ScenarioEvent> history;
    private final Map<Integer, StepRecord> steps = new LinkedHashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final List<ScenarioEvent.Checked> checks = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<ScenarioEvent.LeftOver> leftOvers = new ArrayList<>();
    private Optional<ExpectationFailure> expectationFailure = Optional.empty();
    private Optional<WorkloadResult> workload = Optional.empty();
    private Optional<String> impossible = Optional.empty();

    ScenarioRecorder(
            Scenario scenario, String title, long seed, int order, Instant startedAt, Consumer<ScenarioEvent> history) {
        this.scenario = scenario;
        this.title = title;
        this.seed = seed;
        this.order = order;
        this.startedAt = startedAt;
        this.history = history;
    }

    @Override
    public void accept(RunUpdate<RunSnapshot> update) {
        if (update.event() instanceof RunEvent.Found found && found.event() instanceof ScenarioEvent happened) {
            apply(happened);
            history.accept(happened);
        }
    }

    private void apply(ScenarioEvent happened) {
        switch (happened) {
            case ScenarioEvent.Joined joined -> ids.put(joined.session(), joined.connectionId());
            case ScenarioEvent.Began began ->
                steps.put(
                        began.invocation().number(),
                        new StepRecord(
                                began.invocation(),
                                Durations.between(startedAt, began.at()),
                                began.at(),
                                began.bound(),
                                Optional.empty(),
                                Optional.empty()));
            case ScenarioEvent.Waits waits ->
                steps.computeIfPresent(waits.invocation().number(), (number, step) -> step.waiting(waits));
            case ScenarioEvent.Ended ended ->
                steps.computeIfPresent(ended.invocation().number(), (number, step) -> step.ended(ended.result()));
            case ScenarioEvent.ExpectationFailed failed ->
                expectationFailure = Optional.of(failed.expectationFailure());
            case ScenarioEvent.Impossible order -> impossible = Optional.of(order.why());
            case ScenarioEvent.Checked checked -> checks.add(checked);
            case ScenarioEvent.Worked worked -> workload = Optional.of(worked.result());
            case ScenarioEvent.Operation operation -> {}
            case ScenarioEvent.ListTransaction transaction -> {}
            case ScenarioEvent.LeftOver leftOver -> leftOvers.add(leftOver);
            case ScenarioEvent.Noted noted -> notes.add(noted.what());
        }
    }

    ScenarioResult result(RunResult<RunSnapshot> result, Instant endedAt) {
        RunVerdict verdict = result.verdict();
        return new ScenarioResult(
                scenario,
                title,
                status(verdict),
                why(result),
                expectationFailure,
                startedAt,
                Durations.between(startedAt, endedAt),
                scenario.connections(),
                ids,
                List.copyOf(steps.values()),
                checks,
                workload,
                notes(verdict),
                leftOvers,
                seed,
                order,
                Optional.of(verdict));
    }

    private List<String> notes(RunVerdict verdict) {
        List<String> all = new ArrayList<>(notes);
        scenario.purpose().knownBug().ifPresent(bug -> {
            if (status(verdict) == Status.KNOWN_BUG) {
                all.add("known bug: " + bug);
            } else if (status(verdict) == Status.PASSED && order == 1) {
                all.add("the known bug " + bug + " does not occur on this server; remove 'known-bug'");
            }
        });
        return all;
    }

    private Status status(RunVerdict verdict) {
        if (expectationFailure.isPresent()) {
            return scenario.purpose().knownBug().isPresent() ? Status.KNOWN_BUG : Status.FAILED;
        }
        if (impossible.isPresent()) {
            return Status.SKIPPED;
        }
        if (verdict.isSuccess()) {
            return Status.PASSED;
        }
        return verdict.outcome().isStopped() ? Status.STOPPED : Status.ERROR;
    }

    private String why(RunResult<RunSnapshot> result) {
        if (expectationFailure.isPresent()) {
            return expectationFailure.get().sentence();
        }
        if (impossible.isPresent()) {
            return ScenarioResult.IMPOSSIBLE_ORDER + impossible.get();
        }
        if (result.verdict().isSuccess()) {
            return "";
        }
        if (result.last().stopping().isPresent() && status(result.verdict()) == Status.STOPPED) {
            return result.last().stopping().get();
        }
        return result.last()
                .failures()
                .min(Comparator.comparing(failure -> failure.kind() == FailureKind.EXPECTATION_NOT_MET))
                .map(ScenarioRecorder::describe)
                .orElse(result.verdict().sentence());
    }

    private static String describe(Failure failure) {
        String name = failure.connection();
        String session = name.isEmpty() || name.equals(SessionProtocol.CONTROLLER)
                ? ""
                : (name.startsWith("session") ? "" : "session ") + name + ": ";
        // The server's own words, at the end of a sentence, may come without a full stop.
        String stop = failure.hint().isEmpty() || failure.sentence().matches(".*[.!?]") ? "" : ".";
        return session + failure.sentence() + stop + (failure.hint().isEmpty() ? "" : " " + failure.hint());
    }
}
