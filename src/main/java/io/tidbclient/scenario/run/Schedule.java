package io.tidbclient.scenario.run;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Orders;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The schedule of one execution: which step follows which.
 *
 * @param phases one after another
 */
public record Schedule(List<Phase> phases) {
    /**
     * Tracks that run side by side; often just one with one invocation.
     *
     * @param tracks each in its own order
     */
    public record Phase(List<List<Part>> tracks) {
        public Phase {
            tracks = tracks.stream().map(List::copyOf).toList();
        }
    }

    /** A place in a track. */
    public sealed interface Part {
        /** A step to take. */
        record ScheduledStep(StepInvocation invocation) implements Part {}

        /** Wait for the other tracks that have this barrier. */
        record Await(String barrier) implements Part {}
    }

    public Schedule {
        phases = List.copyOf(phases);
    }

    /**
     * Lays a scenario out as it is written, or its steps in another order.
     *
     * @param server leaves out what is not for this kind of server
     * @param order the steps in another order; empty for the written one
     * @param random decides between choices
     * @return without a round when no step is for this kind of server
     * @throws ConfigException when there are more than {@link Scenario#MOST_STEPS} steps to take
     */
    public static Schedule of(
            Scenario scenario, ServerVersion server, Optional<List<Step>> order, RandomGenerator random) {
        ScheduleBuilder builder = new ScheduleBuilder(scenario, server, random);
        order.<List<Block>>map(
                        steps -> steps.stream().<Block>map(Block.One::new).toList())
                .orElse(scenario.steps())
                .forEach(block -> builder.write(block, Map.of()));
        return new Schedule(builder.phases());
    }

    /** The invocations of one session, in its order. */
    public List<StepInvocation> of(String session) {
        return invocations().stream()
                .filter(invocation -> invocation.session().equals(session))
                .toList();
    }

    /** The longest time that one of the steps may take; zero when there are none. */
    Duration longestLimit() {
        return invocations().stream()
                .map(StepInvocation::limit)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** All invocations. */
    public List<StepInvocation> invocations() {
        List<StepInvocation> invocations = new ArrayList<>();
        for (Phase phase : phases) {
            for (List<Part> track : phase.tracks()) {
                for (Part part : track) {
                    if (part instanceof Part.ScheduledStep scheduled) {
                        invocations.add(scheduled.invocation());
                    }
                }
            }
        }
        return invocations;
    }

    /**
     * An order of single steps.
     *
     * @param byExpectations whether the steps' expectations count in it
     */
    public record Ordered(List<Step> steps, boolean byExpectations) {
        public Ordered {
            steps = List.copyOf(steps);
        }
    }

    /** The orders of a scenario's single steps that its permutations ask for, without the written one. */
    public static List<Ordered> orders(Scenario scenario, ServerVersion server, RandomGenerator random) {
        if (scenario.permutations().isEmpty()) {
            return List.of();
        }
        List<Step> steps = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .filter(step -> step.onlyOn().holds(server))
                .toList();
        Orders possible = new Orders(steps, scenario::connections);
        return switch (scenario.permutations().get()) {
            case Interleaving.All all -> others(possible.first(Integer.MAX_VALUE), steps, Integer.MAX_VALUE);
            case Interleaving.Sample sample ->
                // One more, since the written one may be among them.
                others(possible.sample(sample.count() + 1, random), steps, sample.count());
            case Interleaving.Chosen chosen ->
                chosen.orders().stream()
                        .map(order -> chosen(order, steps))
                        .filter(order -> !order.steps().equals(steps))
                        .distinct()
                        .toList();
        };
    }

    private static List<Ordered> others(List<List<Step>> orders, List<Step> written, int most) {
        return orders.stream()
                .filter(order -> !order.equals(written))
                .distinct()
                .limit(most)
                .map(order -> new Ordered(order, false))
                .toList();
    }

    private static Ordered chosen(Interleaving.Order order, List<Step> steps) {
        return new Ordered(
                order.steps().stream()
                        .flatMap(name -> steps.stream()
                                .filter(step -> step.name().orElse("").equals(name)))
                        .map(order::apply)
                        .toList(),
                order.expected().isPresent());
    }
}
