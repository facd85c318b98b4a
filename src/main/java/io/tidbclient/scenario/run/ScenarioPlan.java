package io.tidbclient.scenario.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * The plan of a command: each scenario with its repetitions and permutations, in order.
 *
 * @param product the server's kind
 * @param base the command's own connection
 * @param timeout for each run
 * @param history receives the events, with the title of the run
 * @param wholeHistory whether each statement of a workload is recorded, too
 * @param program what the workloads' clients do instead of their statements
 */
record ScenarioPlan(
        Product product,
        ConnectionSettings base,
        Optional<Duration> timeout,
        BiConsumer<String, ScenarioEvent> history,
        boolean wholeHistory,
        Optional<ClientProgram> program) {
    /**
     * Makes it. Each repetition has a seed of its own, which follows from the given one and from which its orders are
     * drawn, too: with the seed that its result names, it can be run again alone.
     */
    public List<ParallelExecutor.Item> of(List<Scenario> scenarios, int repeat, long seed, Instant now) {
        List<ParallelExecutor.Item> items = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            if (!scenario.onlyOn().contains(product)) {
                String why = "not for " + product.label();
                items.add(new ParallelExecutor.Item.Skip(ScenarioResult.skipped(scenario, scenario.name(), why, now)));
                continue;
            }
            for (int round = 1; round <= repeat; round++) {
                String title = scenario.name() + (repeat > 1 ? " #" + round : "");
                items.addAll(repetition(scenario, title, seed + round - 1));
            }
        }
        return items;
    }

    private List<ParallelExecutor.Item> repetition(Scenario scenario, String title, long seed) {
        List<Optional<List<Step>>> orders = new ArrayList<>();
        // The written order comes first: without it, the steps' expectations would never be checked.
        orders.add(Optional.empty());
        Schedule.orders(scenario, product, new SplittableRandom(seed)).forEach(order -> orders.add(Optional.of(order)));
        List<ParallelExecutor.Item> items = new ArrayList<>();
        for (Optional<List<Step>> order : orders) {
            String number = orders.size() == 1 ? "" : " (order " + (items.size() + 1) + " of " + orders.size() + ")";
            items.add(item(scenario, title + number, order, seed));
        }
        return items;
    }

    private ParallelExecutor.Item item(Scenario scenario, String title, Optional<List<Step>> order, long seed) {
        return new ParallelExecutor.Item.Execute(new ScenarioExecutor.Request(
                scenario,
                title,
                order,
                product,
                base,
                seed,
                timeout,
                event -> history.accept(title, event),
                wholeHistory,
                program));
    }
}
