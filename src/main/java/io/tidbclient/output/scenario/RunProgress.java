package io.tidbclient.output.scenario;

import io.tidbclient.scenario.run.ScenarioEvent;
import io.tidbclient.scenario.run.ScenarioResult;

import java.time.Duration;

/** What is shown while scenarios run. Called by one thread at a time. */
public interface RunProgress extends AutoCloseable {
    /** Shows nothing. */
    RunProgress SILENT = new RunProgress() {
        @Override
        public void begins(String server, int count) {
            // There is nothing to show.
        }

        @Override
        public void happened(String title, ScenarioEvent event) {
            // There is nothing to show.
        }

        @Override
        public void ended(ScenarioResult result) {
            // There is nothing to show.
        }

        @Override
        public void tick() {
            // There is nothing to show.
        }
    };

    /**
     * The scenarios are about to run.
     *
     * @param server where, and what it is
     * @param count how many there are, each repetition and each order counted
     */
    void begins(String server, int count);

    /** Something happened in the scenario of that title. */
    void happened(String title, ScenarioEvent event);

    /** A scenario has ended. */
    void ended(ScenarioResult result);

    /** {@link #period} has passed. */
    void tick();

    /** How often it wants to be called. */
    default Duration period() {
        return Duration.ofSeconds(1);
    }

    /** Has {@code result} print on standard output, where it may take the place of what is shown. */
    default void print(Runnable result) {
        result.run();
    }

    /** Removes what is shown. Does nothing the second time. */
    @Override
    default void close() {
        // Nothing was taken.
    }
}
