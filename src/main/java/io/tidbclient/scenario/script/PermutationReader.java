package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Orders;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.Step;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads in which orders the steps are to be run. */
final class PermutationReader {
    private static final int MOST = 1000;
    private static final int MOST_STEPS = 500;

    private PermutationReader() {}

    /** @param on the servers that the scenario is for */
    static Interleaving read(Field field, List<Block> blocks, Names names, Set<ServerCase> on) {
        List<Step> steps = new ArrayList<>();
        for (Block block : blocks) {
            if (!(block instanceof Block.One one)) {
                throw block.place().wrong("with 'permutations' there can be single steps only; take this block apart");
            }
            steps.add(one.step());
        }
        if (steps.size() > MOST_STEPS) {
            throw field.wrong("there are " + steps.size() + " steps, and 'permutations' takes no more than "
                    + MOST_STEPS + "; leave some out");
        }
        if (field.isList()) {
            return chosen(field, steps, orders(steps, names));
        }
        if (field.isMap()) {
            Map<String, Field.Entry> entries = field.entries("permutations", "all", List.of("sample"));
            if (entries.isEmpty()) {
                throw field.wrong("'permutations' is empty; give all, {sample: 50}, or a list of orders");
            }
            return new Interleaving.Sample((int) entries.get("sample").value().wholeNumber("sample", 1, MOST));
        }
        if (!field.text("permutations", "all, {sample: 50}, or a list of orders")
                .equals("all")) {
            throw field.wrong("'permutations' is all, {sample: 50}, or a list of orders; give one of them");
        }
        for (ServerCase server : on) {
            // Without the steps of other servers there can be more orders, too: a group's step keeps those of its
            // members.
            List<Step> taken = steps.stream()
                    .filter(step -> step.onlyOn().holds(server.server()))
                    .toList();
            if (orders(taken, names).first(MOST + 1).size() > MOST) {
                throw field.wrong("there are more than " + MOST + " orders on " + server.label()
                        + ", too many to run; give {sample: 50} for example");
            }
        }
        return new Interleaving.All();
    }

    private static Orders orders(List<Step> steps, Names names) {
        return new Orders(steps, session -> names.connections(null, session));
    }

    private static Interleaving chosen(Field field, List<Step> steps, Orders possible) {
        Map<String, Step> byName = new LinkedHashMap<>();
        steps.forEach(step -> step.name().ifPresent(name -> byName.put(name, step)));
        if (byName.size() != steps.size()) {
            throw field.wrong("to list orders, every step needs a 'name' of its own; name them");
        }
        List<List<String>> orders = new ArrayList<>();
        for (Field order : field.items("permutations", "a list of orders")) {
            orders.add(order(order, possible, byName));
        }
        if (orders.isEmpty()) {
            throw field.wrong("'permutations' is empty; give all, {sample: 50}, or a list of orders");
        }
        return new Interleaving.Chosen(orders);
    }

    private static List<String> order(Field field, Orders possible, Map<String, Step> byName) {
        List<String> order = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Field item : field.items("an order", "a list of the steps' names")) {
            String name = item.text("a step", "its name");
            if (!byName.containsKey(name)) {
                throw item.wrong("there is no step " + Quoted.of(name)
                        + Nearest.suggestion(
                                name, byName.keySet(), "the steps are " + String.join(", ", byName.keySet())));
            }
            if (!used.add(name)) {
                throw item.wrong("the step " + Quoted.of(name) + " comes twice in this order; name each once");
            }
            order.add(name);
        }
        if (order.size() != byName.size()) {
            throw field.wrong("this order has %d of %d steps; name each once".formatted(order.size(), byName.size()));
        }
        List<Step> played = order.stream().map(byName::get).toList();
        if (!possible.has(played)) {
            throw field.wrong("this order changes the order of one session's own steps; only steps of different"
                    + " sessions can change places");
        }
        return order;
    }
}
