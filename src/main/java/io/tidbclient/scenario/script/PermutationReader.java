package io.tidbclient.scenario.script;

import io.tidbclient.config.Nearest;
import io.tidbclient.config.Quoted;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.ExpectationsByServer;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Orders;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.Step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads in which orders the steps are to be run. */
final class PermutationReader {
    private static final int MOST = 1000;
    private static final int MOST_STEPS = 500;

    private final Names names;
    private final StepReader expectations;

    PermutationReader(Names names, StepReader expectations) {
        this.names = names;
        this.expectations = expectations;
    }

    /** @param on the servers that the scenario is for */
    Interleaving read(Field field, List<Block> blocks, Set<ServerCase> on) {
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
            return chosen(field, steps);
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
            if (orders(taken).first(MOST + 1).size() > MOST) {
                throw field.wrong("there are more than " + MOST + " orders on " + server.label()
                        + ", too many to run; give {sample: 50} for example");
            }
        }
        return new Interleaving.All();
    }

    private Orders orders(List<Step> steps) {
        return new Orders(steps, session -> names.connections(null, session));
    }

    private Interleaving chosen(Field field, List<Step> steps) {
        Orders possible = orders(steps);
        Map<String, Step> byName = new LinkedHashMap<>();
        steps.forEach(step -> step.name().ifPresent(name -> byName.put(name, step)));
        if (byName.size() != steps.size()) {
            throw field.wrong("to list orders, every step needs a 'name' of its own; name them");
        }
        List<Interleaving.Order> orders = new ArrayList<>();
        for (Field item : field.items("permutations", "a list of orders")) {
            Interleaving.Order order = item.isMap()
                    ? withExpectations(item, possible, byName)
                    : new Interleaving.Order(order(item, possible, byName), Optional.empty());
            refuseSecond(item, order, List.copyOf(byName.keySet()), orders);
            orders.add(order);
        }
        if (orders.isEmpty()) {
            throw field.wrong("'permutations' is empty; give all, {sample: 50}, or a list of orders");
        }
        return new Interleaving.Chosen(orders);
    }

    /** What is expected of a step must be known: of an order that stands twice it is not. */
    private static void refuseSecond(
            Field item, Interleaving.Order order, List<String> written, List<Interleaving.Order> before) {
        if (order.expected().isPresent() && order.steps().equals(written)) {
            throw item.wrong("this is the script's own order, whose expectations stand at the steps; remove it");
        }
        before.stream()
                .filter(other -> other.steps().equals(order.steps()))
                .filter(other ->
                        other.expected().isPresent() || order.expected().isPresent())
                .findFirst()
                .ifPresent(other -> {
                    throw item.wrong("this order is listed twice; keep the one that is meant");
                });
    }

    private Interleaving.Order withExpectations(Field item, Orders possible, Map<String, Step> byName) {
        Map<String, Field.Entry> parts = item.entries("an order", "", List.of("order", "expect"));
        for (String key : List.of("order", "expect")) {
            if (!parts.containsKey(key)) {
                throw item.wrong("an order with expectations has 'order' and 'expect'; add '" + key + "'");
            }
        }
        List<String> order = order(parts.get("order").value(), possible, byName);
        Map<String, ExpectationsByServer> expected = new HashMap<>();
        for (Field.Entry entry : parts.get("expect")
                .value()
                .entries("expect", "a map from the steps' names to what is expected of each")
                .values()) {
            Step step = named(entry.name(), entry.key(), byName);
            Map<String, Field.Entry> own = entry.value().entries("what is expected", "a map of expectations");
            own.values().stream()
                    .filter(each -> !ConditionReader.isForServers(each))
                    .forEach(each ->
                            each.requireKnown("a step in 'expect'", ExpectationReader.KEYS, ScriptMistakes.FIRST));
            expected.put(
                    entry.name(),
                    expectations
                            .expectations(own, step.action(), step.session())
                            .at(entry.key().place()));
        }
        return new Interleaving.Order(order, Optional.of(expected));
    }

    private static Step named(String name, Field at, Map<String, Step> byName) {
        if (!byName.containsKey(name)) {
            throw at.wrong("there is no step " + Quoted.of(name)
                    + Nearest.suggestion(name, byName.keySet(), "the steps are " + String.join(", ", byName.keySet())));
        }
        return byName.get(name);
    }

    private static List<String> order(Field field, Orders possible, Map<String, Step> byName) {
        List<String> order = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Field item : field.items("an order", "a list of the steps' names")) {
            String name = item.text("a step", "its name");
            Step unused = named(name, item, byName);
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
            throw field.wrong(
                    "this order changes the order of one session's own steps, or of those that 'after' orders; only"
                            + " others can change places");
        }
        return order;
    }
}
