package io.tidbclient.cli.run;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.connection.ServerVersion.Product;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.play.Performance;
import io.tidbclient.scenario.play.Player;
import io.tidbclient.scenario.play.ScenarioFinding;
import io.tidbclient.scenario.play.Score;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * What is played one after another: each scenario as often as asked for, and each time in all of its orders.
 *
 * @param product the server's kind
 * @param base the command's own connection
 * @param timeout for each playing
 * @param history hears what happens, with the title of the playing
 * @param wholeHistory whether each statement of a workload is told, too
 */
record Programme(
        Product product,
        ConnectionSettings base,
        Optional<Duration> timeout,
        BiConsumer<String, ScenarioFinding> history,
        boolean wholeHistory) {
    /**
     * Makes it. Each repetition has a seed of its own, which follows from the given one and from which its orders are
     * drawn, too: with the seed that its result names, it can be played again alone.
     */
    List<Ensemble.Item> of(List<Scenario> scenarios, int repeat, long seed, Instant now) {
        List<Ensemble.Item> items = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            if (!scenario.onlyOn().contains(product)) {
                String why = "not for " + product.label();
                items.add(new Ensemble.Item.Skip(Performance.skipped(scenario, scenario.name(), why, now)));
                continue;
            }
            for (int round = 1; round <= repeat; round++) {
                String title = scenario.name() + (repeat > 1 ? " #" + round : "");
                items.addAll(repetition(scenario, title, seed + round - 1));
            }
        }
        return items;
    }

    private List<Ensemble.Item> repetition(Scenario scenario, String title, long seed) {
        List<Optional<List<Step>>> orders = new ArrayList<>();
        // The written order comes first: without it, nobody would have compared what the steps expect.
        orders.add(Optional.empty());
        Score.orders(scenario, product, new SplittableRandom(seed)).forEach(order -> orders.add(Optional.of(order)));
        List<Ensemble.Item> items = new ArrayList<>();
        for (Optional<List<Step>> order : orders) {
            String number = orders.size() == 1 ? "" : " (order " + (items.size() + 1) + " of " + orders.size() + ")";
            items.add(item(scenario, title + number, order, seed));
        }
        return items;
    }

    private Ensemble.Item item(Scenario scenario, String title, Optional<List<Step>> order, long seed) {
        return new Ensemble.Item.Play(new Player.Request(
                scenario,
                title,
                order,
                product,
                base,
                seed,
                timeout,
                finding -> history.accept(title, finding),
                wholeHistory));
    }
}
