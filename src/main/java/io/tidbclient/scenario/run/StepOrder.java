package io.tidbclient.scenario.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * An order of a scenario's steps.
 *
 * @param number among those of the scenario, from 1; the first is the script's
 * @param steps in this order; empty for the script's
 * @param byExpectations whether the steps' expectations count; else the checks alone verify it
 */
public record StepOrder(int number, Optional<List<Step>> steps, boolean byExpectations) {
    /** The script's own. */
    public static final StepOrder WRITTEN = new StepOrder(1, Optional.empty(), true);

    public StepOrder {
        steps = steps.map(List::copyOf);
    }

    /**
     * All that a scenario asks for, with the script's first: without it, the steps' expectations would never be checked.
     *
     * @param server leaves out steps that are not for this kind of server
     * @param seed a sample of the orders follows from it
     */
    public static List<StepOrder> all(Scenario scenario, ServerVersion server, long seed) {
        List<StepOrder> orders = new ArrayList<>(List.of(WRITTEN));
        Schedule.orders(scenario, server, new SplittableRandom(seed))
                .forEach(order -> orders.add(
                        new StepOrder(orders.size() + 1, Optional.of(order.steps()), order.byExpectations())));
        return orders;
    }
}
