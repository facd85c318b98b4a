package io.tidbclient.scenario.run;

import io.tidbclient.engine.HandlerEvent;
import io.tidbclient.history.Transaction;
import io.tidbclient.scenario.Scalar;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Events of a running scenario. */
public sealed interface ScenarioEvent extends HandlerEvent {
    /** A session is connected. */
    record Joined(String session, long connectionId) implements ScenarioEvent {}

    /**
     * A step was released.
     *
     * @param bound what the names in its statement stand for
     */
    record Began(StepInvocation invocation, Map<String, Scalar> bound, Instant at) implements ScenarioEvent {
        public Began {
            bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
        }
    }

    /**
     * A step was seen waiting.
     *
     * @param invocation which
     * @param by the sessions it waits for; empty when unknown
     * @param certain whether the server named them; otherwise they are those that can hold what it waits for
     * @param how where it was seen
     * @param at when
     */
    record Waits(StepInvocation invocation, Set<String> by, boolean certain, String how, Instant at)
            implements ScenarioEvent {
        public Waits {
            by = Set.copyOf(by);
        }

        private static final String GUESS = "no end within ";

        /** A step that no view shows waiting, and that has not ended for a time. */
        static Waits guessed(StepInvocation invocation, Duration time, Instant at) {
            return new Waits(invocation, Set.of(), false, GUESS + ExpectationText.shown(time), at);
        }

        /** Whether no view shows the wait. */
        boolean isGuess() {
            return how.startsWith(GUESS);
        }

        /** Whom it waits for, or can wait for. */
        public String names() {
            return by.isEmpty()
                    ? "an unknown session"
                    : String.join(certain ? ", " : " or ", by.stream().sorted().toList());
        }

        /** Whom it waits for, and where that was seen. */
        String forWhom() {
            return names() + (certain || by.isEmpty() ? " (" : " (deduced from ") + how + ")";
        }
    }

    /**
     * A step has ended.
     *
     * @param bound what the names in its statement stood for
     */
    record Ended(StepInvocation invocation, Map<String, Scalar> bound, StepResult result) implements ScenarioEvent {
        public Ended {
            bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
        }
    }

    /** Something was not as expected; the scenario has failed. */
    record ExpectationFailed(ExpectationFailure expectationFailure) implements ScenarioEvent {}

    /** The order of this run cannot be executed on this server. */
    record Impossible(String why) implements ScenarioEvent {}

    /** What held at the end, or did not. */
    record Checked(String name, String shown) implements ScenarioEvent {}

    /** A workload has ended. */
    record Worked(WorkloadResult result) implements ScenarioEvent {}

    /**
     * A statement of a workload has ended: for the history alone.
     *
     * @param session whose
     * @param transaction the number of its transaction
     * @param attempt which try of it, from 1
     * @param sql as the script has it
     * @param bound what its names stood for
     * @param result the outcome
     */
    record Operation(
            String session, long transaction, int attempt, String sql, Map<String, Scalar> bound, StepResult result)
            implements ScenarioEvent {
        public Operation {
            bound = Collections.unmodifiableMap(new LinkedHashMap<>(bound));
        }
    }

    /** A transaction of a workload's lists has ended: for the history alone. */
    record ListTransaction(Transaction transaction) implements ScenarioEvent {}

    /** Something that the scenario made could not be removed. */
    record LeftOver(String what, String why) implements ScenarioEvent {
        /** Whether it is a database or a user of a run, which {@code scenarios clean} finds. */
        public boolean isOfFixture() {
            return what.startsWith("database " + FixtureNames.DATABASE) || what.startsWith("user " + FixtureNames.USER);
        }
    }

    /** Something a reader of the result should know. */
    record Noted(String what) implements ScenarioEvent {}
}
