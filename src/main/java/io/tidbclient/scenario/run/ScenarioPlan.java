package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.scenario.Scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * The plan of a command: each scenario with its repetitions and permutations, in order.
 *
 * @param server its version
 * @param servers how the servers are reached, at least one
 * @param timeout for each run
 * @param history receives the events, with the title of the run
 * @param wholeHistory whether each statement of a workload is recorded, too
 * @param program what the workloads' clients do instead of their statements
 */
record ScenarioPlan(
        ServerVersion server,
        List<ConnectionSettings> servers,
        Optional<Duration> timeout,
        BiConsumer<String, ScenarioEvent> history,
        boolean wholeHistory,
        Optional<ClientProgram> program) {
    /**
     * Makes it. Each repetition has a seed of its own, which follows from the given one and from which its orders are
     * drawn, too: with the seed that its result names, it can be run again alone. With a whole history, the later ones of
     * equal titles are numbered.
     */
    List<ParallelExecutor.Item> of(List<Scenario> scenarios, ScenarioOrder.Pace pace, long seed, Instant now) {
        List<ParallelExecutor.Item> items = new ArrayList<>();
        RunTitles titles = new RunTitles(wholeHistory);
        for (Scenario scenario : scenarios) {
            Optional<String> notHere = whyNotHere(scenario);
            if (notHere.isPresent()) {
                items.add(new ParallelExecutor.Item.Skip(
                        ScenarioResult.skipped(scenario, scenario.name(), notHere.get(), now)));
                continue;
            }
            for (int round = 1; round <= pace.repeat(); round++) {
                String title = scenario.name() + (pace.repeat() > 1 ? " #" + round : "");
                items.addAll(repetition(new Repetition(scenario, title, seed + round - 1), pace.order(), titles, now));
            }
        }
        return items;
    }

    private Optional<String> whyNotHere(Scenario scenario) {
        Optional<String> unknown = scenario.servers().unknown(server);
        if (unknown.isPresent() || scenario.onlyOn().holds(server)) {
            return unknown;
        }
        String label = server.product().label();
        boolean productAlone = scenario.onlyOn().kinds().noneMatch(kind -> kind.product() == server.product());
        return Optional.of(
                productAlone
                        ? "not for " + label
                        : "only for %s, and this is %s %s%s"
                                .formatted(
                                        scenario.onlyOn().shown(),
                                        label,
                                        server.release(),
                                        server.store().isEmpty() ? "" : " on " + server.store()));
    }

    /** One repetition of a scenario. */
    private record Repetition(Scenario scenario, String title, long seed) {}

    private List<ParallelExecutor.Item> repetition(
            Repetition repetition, OptionalInt only, RunTitles titles, Instant now) {
        List<StepOrder> orders = StepOrder.all(repetition.scenario(), server, repetition.seed());
        if (only.orElse(1) > orders.size()) {
            String why = "it has no order %d of its steps; it has %d".formatted(only.getAsInt(), orders.size());
            return List.of(new ParallelExecutor.Item.Skip(
                    ScenarioResult.error(repetition.scenario(), repetition.title(), why, now)));
        }
        return orders.stream()
                .filter(order -> only.isEmpty() || order.number() == only.getAsInt())
                .map(order -> item(
                        repetition.scenario(),
                        titles.next(title(repetition.title(), order, orders.size())),
                        order,
                        repetition.seed()))
                .toList();
    }

    private static String title(String title, StepOrder order, int orders) {
        return orders == 1 ? title : "%s (order %d of %d)".formatted(title, order.number(), orders);
    }

    private ParallelExecutor.Item item(Scenario scenario, String title, StepOrder order, long seed) {
        return new ParallelExecutor.Item.Execute(new ScenarioExecutor.Request(
                scenario,
                title,
                order,
                server,
                servers,
                seed,
                timeout,
                event -> history.accept(title, event),
                wholeHistory,
                program));
    }
}
