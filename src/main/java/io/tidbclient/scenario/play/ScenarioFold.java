package io.tidbclient.scenario.play;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.coordination.RunEvent;
import io.tidbclient.coordination.RunObserver;
import io.tidbclient.coordination.RunResult;
import io.tidbclient.coordination.RunSnapshot;
import io.tidbclient.coordination.RunVerdict;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.play.Performance.Status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Makes a performance out of a run's events. Confined to the coordinator's thread until the run is over. */
final class ScenarioFold implements RunObserver {
    private final Scenario scenario;
    private final String title;
    private final long seed;
    private final Instant startedAt;
    private final Consumer<ScenarioFinding> history;
    private final Map<Integer, StepRecord> steps = new LinkedHashMap<>();
    private final Map<String, Long> ids = new HashMap<>();
    private final List<ScenarioFinding.Checked> checks = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<ScenarioFinding.LeftOver> leftOvers = new ArrayList<>();
    private Optional<Difference> difference = Optional.empty();
    private Optional<WorkReport> work = Optional.empty();

    ScenarioFold(Scenario scenario, String title, long seed, Instant startedAt, Consumer<ScenarioFinding> history) {
        this.scenario = scenario;
        this.title = title;
        this.seed = seed;
        this.startedAt = startedAt;
        this.history = history;
    }

    @Override
    public void on(RunEvent event, RunSnapshot after) {
        if (event instanceof RunEvent.Found found && found.finding() instanceof ScenarioFinding finding) {
            take(finding);
            history.accept(finding);
        }
    }

    private void take(ScenarioFinding finding) {
        switch (finding) {
            case ScenarioFinding.Joined joined -> ids.put(joined.session(), joined.connectionId());
            case ScenarioFinding.Began began ->
                steps.put(
                        began.cue().number(),
                        new StepRecord(
                                began.cue(),
                                Duration.between(startedAt, began.at()),
                                began.at(),
                                began.bound(),
                                Optional.empty(),
                                Optional.empty()));
            case ScenarioFinding.Waits waits ->
                steps.computeIfPresent(waits.cue().number(), (number, step) -> step.waiting(waits));
            case ScenarioFinding.Ended ended ->
                steps.computeIfPresent(ended.cue().number(), (number, step) -> step.ended(ended.reply()));
            case ScenarioFinding.Differed differed -> difference = Optional.of(differed.difference());
            case ScenarioFinding.Checked checked -> checks.add(checked);
            case ScenarioFinding.Worked worked -> work = Optional.of(worked.report());
            case ScenarioFinding.Operation operation -> {}
            case ScenarioFinding.LeftOver leftOver -> leftOvers.add(leftOver);
            case ScenarioFinding.Noted noted -> notes.add(noted.what());
        }
    }

    Performance performance(RunResult result, Instant endedAt) {
        RunVerdict verdict = result.verdict();
        return new Performance(
                scenario,
                title,
                status(verdict),
                why(result),
                difference,
                startedAt,
                Duration.between(startedAt, endedAt),
                scenario.connections(),
                ids,
                List.copyOf(steps.values()),
                checks,
                work,
                List.copyOf(notes),
                leftOvers,
                seed,
                Optional.of(verdict));
    }

    private Status status(RunVerdict verdict) {
        if (difference.isPresent()) {
            return Status.FAILED;
        }
        if (verdict.isSuccess()) {
            return Status.PASSED;
        }
        return verdict.outcome().isStopped() ? Status.STOPPED : Status.BROKEN;
    }

    private String why(RunResult result) {
        if (difference.isPresent()) {
            return difference.get().sentence();
        }
        if (result.verdict().isSuccess()) {
            return "";
        }
        if (result.last().stopping().isPresent() && status(result.verdict()) == Status.STOPPED) {
            return result.verdict().sentence();
        }
        return result.last().connections().stream()
                .flatMap(connection -> connection.failure().stream())
                .filter(failure -> failure.kind() != FailureKind.EXPECTATION_NOT_MET)
                .findFirst()
                .map(ScenarioFold::told)
                .orElse(result.verdict().sentence());
    }

    private static String told(Failure failure) {
        String session = failure.connection().isEmpty() || failure.connection().equals(Cast.DIRECTOR)
                ? ""
                : "session " + failure.connection() + ": ";
        return session + failure.sentence() + (failure.hint().isEmpty() ? "" : " " + failure.hint());
    }
}
