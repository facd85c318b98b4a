package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.scenario.Scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Scenarios that are to be run on a server.
 *
 * @param scenarios in order
 * @param pace how often and how many at once
 * @param seed the random seed of the first repetition
 * @param servers how the servers of the cluster are reached, at least one; each scenario makes its own database on the first
 * @param timeout for each run of a scenario; empty for no limit
 * @param wholeHistory whether each statement of a workload is reported, too
 * @param program what the clients of a workload do instead of its statements
 */
public record ScenarioOrder(
        List<Scenario> scenarios,
        Pace pace,
        long seed,
        List<ConnectionSettings> servers,
        Optional<Duration> timeout,
        boolean wholeHistory,
        Optional<ClientProgram> program) {
    /**
     * How scenarios are run.
     *
     * @param repeat how often each, at least once
     * @param atOnce how many at the same time, at least 1
     * @param failFast whether the first that fails is the last
     * @param order the only order of the steps that is run, from 1; empty for all that the scenario asks for
     */
    public record Pace(int repeat, int atOnce, boolean failFast, OptionalInt order) {
        /** Each once, one after the other. */
        public static final Pace ONCE = new Pace(1, 1, false, OptionalInt.empty());

        public Pace {
            if (repeat < 1 || atOnce < 1 || order.orElse(1) < 1) {
                throw new IllegalArgumentException(
                        "a scenario runs at least once, one at least at a time, and its orders begin with 1");
            }
        }
    }

    public ScenarioOrder {
        scenarios = List.copyOf(scenarios);
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("scenarios need a server");
        }
    }

    /** The first server, on which everything is set up and checked. */
    public ConnectionSettings base() {
        return servers.getFirst();
    }

    /** Scenarios that run as their scripts have them. */
    public ScenarioOrder(
            List<Scenario> scenarios,
            Pace pace,
            long seed,
            List<ConnectionSettings> servers,
            Optional<Duration> timeout,
            boolean wholeHistory) {
        this(scenarios, pace, seed, servers, timeout, wholeHistory, Optional.empty());
    }
}
