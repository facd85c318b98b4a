package io.tidbclient.scenario.play;

import io.tidbclient.state.Finding;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** What a playing scenario tells those who watch. */
public sealed interface ScenarioFinding extends Finding {
    /** A session is connected. */
    record Joined(String session, long connectionId) implements ScenarioFinding {}

    /** A step was released. */
    record Began(Cue cue, Instant at) implements ScenarioFinding {}

    /**
     * A step was seen waiting.
     *
     * @param cue which
     * @param by the sessions it waits for; empty when nobody tells
     * @param certain whether the server named them; otherwise they are whom it can be
     * @param how where it was seen
     * @param at when
     */
    record Waits(Cue cue, Set<String> by, boolean certain, String how, Instant at) implements ScenarioFinding {
        public Waits {
            by = Set.copyOf(by);
        }

        /** Whom it waits for, and where that was seen. */
        String forWhom() {
            String names = by.isEmpty()
                    ? "somebody"
                    : String.join(certain ? ", " : " or ", by.stream().sorted().toList());
            return names + " (" + how + ")";
        }
    }

    /** A step is over. */
    record Ended(Cue cue, Reply reply) implements ScenarioFinding {}

    /** Something was not as expected; the scenario has failed. */
    record Differed(Difference difference) implements ScenarioFinding {}

    /** What held at the end, or did not. */
    record Checked(String name, String shown) implements ScenarioFinding {}

    /** A workload is over. */
    record Worked(WorkReport report) implements ScenarioFinding {}

    /** A statement of a workload is over: for the history alone. */
    record Operation(
            String session, long transaction, String sql, String outcome, boolean failed, Instant began, Duration took)
            implements ScenarioFinding {}

    /** Something that the scenario made could not be removed. */
    record LeftOver(String what, String why) implements ScenarioFinding {}

    /** Something a reader of the result should know. */
    record Noted(String what) implements ScenarioFinding {}
}
