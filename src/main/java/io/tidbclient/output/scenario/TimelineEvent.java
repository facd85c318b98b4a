package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.StepRecord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Something to draw of a step: its beginning, with its end when it did not wait, or the end of one that waited.
 *
 * @param begins whether it is the beginning
 */
record TimelineEvent(Instant at, StepRecord step, boolean begins) {
    /** Those of steps, in the order in which they happened. */
    static List<TimelineEvent> of(List<StepRecord> steps) {
        List<TimelineEvent> events = new ArrayList<>();
        for (StepRecord step : steps) {
            events.add(new TimelineEvent(step.at(), step, true));
            if (step.waits().isPresent() && step.result().isPresent()) {
                events.add(new TimelineEvent(step.result().get().ended(), step, false));
            }
        }
        events.sort(Comparator.comparing(TimelineEvent::at));
        return events;
    }
}
