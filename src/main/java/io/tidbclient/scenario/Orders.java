package io.tidbclient.scenario;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The orders in which steps can be run while each connection's own stay in theirs, and each comes after those it names. A group's step is a step of each of
 * its members, so that it keeps its place among those of any one of them.
 */
public final class Orders {
    private static final int TRIES_FOR_EACH = 20;

    private final List<Step> steps;
    /** For each step, those that come before it in every order. */
    private final List<BitSet> before = new ArrayList<>();

    /** For each step, how many come after it in every order, with itself. */
    private final int[] weights;

    /**
     * @param steps as they are written
     * @param connections those that a session's, a group's or a member's name stands for
     */
    public Orders(List<Step> steps, Function<String, List<String>> connections) {
        this.steps = List.copyOf(steps);
        List<List<String>> whose = this.steps.stream()
                .map(step -> connections.apply(step.session()))
                .toList();
        for (int step = 0; step < steps.size(); step++) {
            BitSet earlier = new BitSet();
            for (int other = 0; other < step; other++) {
                if (!Collections.disjoint(whose.get(other), whose.get(step))
                        || isAfter(this.steps.get(step), this.steps.get(other))) {
                    earlier.set(other);
                    earlier.or(before.get(other));
                }
            }
            before.add(earlier);
        }
        weights = IntStream.range(0, steps.size())
                .map(step -> 1
                        + (int) before.stream()
                                .filter(earlier -> earlier.get(step))
                                .count())
                .toArray();
    }

    private static boolean isAfter(Step step, Step other) {
        return step.after().stream()
                .anyMatch(predecessor ->
                        other.name().filter(predecessor.step()::equals).isPresent());
    }

    /** The first ones, up to a limit; the written one is the very first. */
    public List<List<Step>> first(int most) {
        List<List<Step>> orders = new ArrayList<>();
        grow(new ArrayList<>(), new BitSet(), orders, most);
        return orders;
    }

    /**
     * Different ones, by chance; fewer than {@code most} when there are not as many. Every order is equally likely, but
     * where steps of groups stand among those of their members.
     */
    public List<List<Step>> sample(int most, RandomGenerator random) {
        Set<List<Step>> orders = new LinkedHashSet<>();
        for (int tries = 0; orders.size() < most && tries < most * TRIES_FOR_EACH; tries++) {
            orders.add(shuffled(random));
        }
        return List.copyOf(orders);
    }

    /** Whether this is one of them. */
    public boolean has(List<Step> played) {
        List<Integer> order = played.stream().map(steps::indexOf).toList();
        BitSet taken = new BitSet();
        for (int step : order) {
            if (!isNext(step, taken)) {
                return false;
            }
            taken.set(step);
        }
        return taken.cardinality() == steps.size();
    }

    private void grow(List<Step> begun, BitSet taken, List<List<Step>> orders, int most) {
        if (begun.size() == steps.size()) {
            orders.add(List.copyOf(begun));
            return;
        }
        for (int step = 0; step < steps.size() && orders.size() < most; step++) {
            if (isNext(step, taken)) {
                taken.set(step);
                begun.add(steps.get(step));
                grow(begun, taken, orders, most);
                begun.removeLast();
                taken.clear(step);
            }
        }
    }

    private boolean isNext(int step, BitSet taken) {
        if (step < 0 || taken.get(step)) {
            return false;
        }
        BitSet missing = (BitSet) before.get(step).clone();
        missing.andNot(taken);
        return missing.isEmpty();
    }

    /** Takes a next step as often as there are steps that come after it in every order, with itself. */
    private List<Step> shuffled(RandomGenerator random) {
        BitSet taken = new BitSet();
        List<Step> order = new ArrayList<>();
        while (order.size() < steps.size()) {
            List<Integer> next = IntStream.range(0, steps.size())
                    .filter(step -> isNext(step, taken))
                    .boxed()
                    .toList();
            int pick =
                    random.nextInt(next.stream().mapToInt(step -> weights[step]).sum());
            int chosen = 0;
            while (pick >= weights[next.get(chosen)]) {
                pick -= weights[next.get(chosen)];
                chosen++;
            }
            taken.set(next.get(chosen));
            order.add(steps.get(next.get(chosen)));
        }
        return order;
    }
}
