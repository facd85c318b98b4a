package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How far a run of scenarios is. Confined to one thread. */
final class RunningScenarios {
    private final Map<String, Running> running = new LinkedHashMap<>();
    private int all;
    private int ended;
    private int bad;

    /**
     * A step that has not ended.
     *
     * @param number from 1, in the order of the script
     * @param session whose it is
     * @param action what it does, on one line
     * @param since when it was released, counted from the start of the run
     * @param waitsFor the sessions that it waits for, as text; empty while it is not known to wait
     */
    record StepUnderWay(int number, String session, String action, Duration since, Optional<String> waitsFor) {
        private StepUnderWay waiting(String names) {
            return new StepUnderWay(number, session, action, since, Optional.of(names));
        }
    }

    private static final class Running {
        private final Map<Integer, StepUnderWay> underWay = new LinkedHashMap<>();
        private OptionalInt latest = OptionalInt.empty();
    }

    /** @param count how many scenarios there are */
    void begins(int count) {
        all = count;
    }

    /** @param now how long the run has taken so far */
    void happened(String title, ScenarioEvent event, Duration now) {
        Running scenario = running.computeIfAbsent(title, unused -> new Running());
        switch (event) {
            case ScenarioEvent.Began began -> {
                int number = began.invocation().number();
                scenario.latest = OptionalInt.of(number);
                scenario.underWay.put(
                        number,
                        new StepUnderWay(
                                number,
                                began.invocation().session(),
                                began.invocation().step().action().shown(),
                                now,
                                Optional.empty()));
            }
            case ScenarioEvent.Waits waits ->
                scenario.underWay.computeIfPresent(
                        waits.invocation().number(), (unused, step) -> step.waiting(waits.names()));
            case ScenarioEvent.Ended end ->
                scenario.underWay.remove(end.invocation().number());
            case ScenarioEvent.Joined unused -> {}
            case ScenarioEvent.ExpectationFailed unused -> {}
            case ScenarioEvent.Impossible unused -> {}
            case ScenarioEvent.Checked unused -> {}
            case ScenarioEvent.Worked unused -> {}
            case ScenarioEvent.Operation unused -> {}
            case ScenarioEvent.ListTransaction unused -> {}
            case ScenarioEvent.LeftOver unused -> {}
            case ScenarioEvent.Noted unused -> {}
        }
    }

    void ended(ScenarioResult result) {
        running.remove(result.title());
        ended++;
        if (result.isBad()) {
            bad++;
        }
    }

    /** How many scenarios there are. */
    int all() {
        return all;
    }

    /** How many of them have ended. */
    int ended() {
        return ended;
    }

    /** How many of those were not as expected. */
    int bad() {
        return bad;
    }

    /** The titles of those that run, in the order in which they began. */
    List<String> titles() {
        return List.copyOf(running.keySet());
    }

    /** The number of the step that was released last; empty before the first. */
    OptionalInt latestStep(String title) {
        return running.get(title).latest;
    }

    /** The steps of one that runs which have not ended, in the order in which they were released. */
    List<StepUnderWay> underWay(String title) {
        return List.copyOf(running.get(title).underWay.values());
    }
}
