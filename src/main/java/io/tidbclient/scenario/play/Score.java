package io.tidbclient.scenario.play;

import io.tidbclient.config.ConfigException;
import io.tidbclient.connection.ServerVersion.Product;
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
 * A scenario laid out for one playing: what is taken after what.
 *
 * @param rounds one after another
 */
public record Score(List<Round> rounds) {
    /**
     * Tracks that run side by side; often just one with one cue.
     *
     * @param tracks each in its own order
     */
    public record Round(List<List<Part>> tracks) {
        public Round {
            tracks = tracks.stream().map(List::copyOf).toList();
        }
    }

    /** A place in a track. */
    public sealed interface Part {
        /** A step to take. */
        record Take(Cue cue) implements Part {}

        /** Wait for the other tracks that have this barrier. */
        record Await(String barrier) implements Part {}
    }

    public Score {
        rounds = List.copyOf(rounds);
    }

    /**
     * Lays a scenario out as it is written, or its steps in another order.
     *
     * @param product leaves out what is not for this kind of server
     * @param order the steps in another order; empty for the written one
     * @param random decides between choices
     * @return without a round when no step is for this kind of server
     * @throws ConfigException when there are more than {@link Scenario#MOST_STEPS} steps to take
     */
    public static Score of(Scenario scenario, Product product, Optional<List<Step>> order, RandomGenerator random) {
        ScoreWriter writer = new ScoreWriter(scenario, product, random);
        order.<List<Block>>map(
                        steps -> steps.stream().<Block>map(Block.One::new).toList())
                .orElse(scenario.steps())
                .forEach(block -> writer.write(block, Map.of()));
        return new Score(writer.rounds());
    }

    /** The cues of one session, in its order. */
    public List<Cue> of(String session) {
        return cues().stream().filter(cue -> cue.session().equals(session)).toList();
    }

    /** The longest time that one of the steps may take; zero when there are none. */
    Duration longestLimit() {
        return cues().stream().map(Cue::limit).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** All cues. */
    public List<Cue> cues() {
        List<Cue> cues = new ArrayList<>();
        for (Round round : rounds) {
            for (List<Part> track : round.tracks()) {
                for (Part part : track) {
                    if (part instanceof Part.Take take) {
                        cues.add(take.cue());
                    }
                }
            }
        }
        return cues;
    }

    /** The orders of a scenario's single steps that its permutations ask for, without the written one. */
    public static List<List<Step>> orders(Scenario scenario, Product product, RandomGenerator random) {
        if (scenario.permutations().isEmpty()) {
            return List.of();
        }
        List<Step> steps = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .filter(step -> step.onlyOn().contains(product))
                .toList();
        Orders possible = new Orders(steps, scenario::connections);
        List<List<Step>> orders = switch (scenario.permutations().get()) {
            case Interleaving.All all -> possible.first(Integer.MAX_VALUE);
            case Interleaving.Sample sample ->
                // One more, since the written one may be among them.
                possible.sample(sample.count() + 1, random);
            case Interleaving.Chosen chosen ->
                chosen.orders().stream()
                        .map(names -> names.stream()
                                .flatMap(name -> steps.stream()
                                        .filter(step -> step.name().orElse("").equals(name)))
                                .toList())
                        .toList();
        };
        int most = scenario.permutations().get() instanceof Interleaving.Sample sample ? sample.count() : orders.size();
        return orders.stream()
                .filter(order -> !order.equals(steps))
                .distinct()
                .limit(most)
                .toList();
    }
}
