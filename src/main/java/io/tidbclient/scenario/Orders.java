package io.tidbclient.scenario;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The orders in which steps can be played while each session's own stay in theirs. */
public final class Orders {
    private static final int TRIES_FOR_EACH = 20;

    private Orders() {}

    /** How many there are. */
    public static BigInteger count(List<Step> steps) {
        BigInteger count = factorial(steps.size());
        for (List<Step> own : bySession(steps).values()) {
            count = count.divide(factorial(own.size()));
        }
        return count;
    }

    /** All of them; the written one first. To be asked for only when {@link #count} is small. */
    public static List<List<Step>> all(List<Step> steps) {
        List<List<Step>> orders = new ArrayList<>();
        grow(new ArrayList<>(bySession(steps).values()), new ArrayList<>(), steps.size(), orders);
        orders.remove(steps);
        orders.addFirst(List.copyOf(steps));
        return orders;
    }

    /** Different ones, by chance, evenly over all there are; fewer than {@code most} when there are not as many. */
    public static List<List<Step>> sample(List<Step> steps, int most, RandomGenerator random) {
        Set<List<Step>> orders = new LinkedHashSet<>();
        for (int tries = 0; orders.size() < most && tries < most * TRIES_FOR_EACH; tries++) {
            orders.add(shuffled(steps, random));
        }
        return List.copyOf(orders);
    }

    /** Whether {@code played} has each session's own steps in the order of {@code written}. */
    public static boolean keepsEachSessionsOrder(List<Step> written, List<Step> played) {
        return bySession(written).equals(bySession(played));
    }

    private static void grow(List<List<Step>> left, List<Step> begun, int length, List<List<Step>> orders) {
        if (begun.size() == length) {
            orders.add(List.copyOf(begun));
            return;
        }
        for (int i = 0; i < left.size(); i++) {
            List<Step> own = left.get(i);
            if (!own.isEmpty()) {
                begun.add(own.getFirst());
                left.set(i, own.subList(1, own.size()));
                grow(left, begun, length, orders);
                left.set(i, own);
                begun.removeLast();
            }
        }
    }

    /** Takes the next step of a session as often as it has steps left, which makes every order equally likely. */
    private static List<Step> shuffled(List<Step> steps, RandomGenerator random) {
        List<List<Step>> left = new ArrayList<>(bySession(steps).values());
        List<Step> order = new ArrayList<>();
        while (order.size() < steps.size()) {
            int pick = random.nextInt(steps.size() - order.size());
            int session = 0;
            while (pick >= left.get(session).size()) {
                pick -= left.get(session).size();
                session++;
            }
            order.add(left.get(session).getFirst());
            left.set(session, left.get(session).subList(1, left.get(session).size()));
        }
        return order;
    }

    private static Map<String, List<Step>> bySession(List<Step> steps) {
        Map<String, List<Step>> bySession = new LinkedHashMap<>();
        steps.forEach(step -> bySession
                .computeIfAbsent(step.session(), session -> new ArrayList<>())
                .add(step));
        return bySession;
    }

    private static BigInteger factorial(int n) {
        BigInteger product = BigInteger.ONE;
        for (int i = 2; i <= n; i++) {
            product = product.multiply(BigInteger.valueOf(i));
        }
        return product;
    }
}
