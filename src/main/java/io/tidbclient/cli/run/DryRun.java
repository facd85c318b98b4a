package io.tidbclient.cli.run;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.output.text.Text;
import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.Step;
import io.tidbclient.scenario.run.StepOrder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scenarios as they would run on a TiDB: their names, and the orders of their steps. */
final class DryRun {
    private DryRun() {}

    /**
     * A line for each scenario, and below it one for each order that its permutations ask for: the session of each step, and the
     * step's number in the script.
     *
     * @param seed a sample of the orders follows from it
     */
    static List<Text> lines(List<Scenario> scenarios, long seed) {
        return plainLines(scenarios, seed).stream().map(Text::of).toList();
    }

    private static List<String> plainLines(List<Scenario> scenarios, long seed) {
        List<String> lines = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            Optional<ServerVersion> tidb = scenario.servers().latestTidb(scenario.onlyOn());
            if (tidb.isEmpty()) {
                lines.add(scenario.name() + "  skipped on TiDB");
            } else if (scenario.permutations().isEmpty()) {
                lines.add(scenario.name());
            } else {
                lines.addAll(orders(scenario, tidb.get(), seed));
            }
        }
        return lines;
    }

    private static List<String> orders(Scenario scenario, ServerVersion tidb, long seed) {
        List<Step> written = scenario.steps().stream()
                .map(block -> ((Block.One) block).step())
                .filter(step -> step.onlyOn().holds(tidb))
                .toList();
        List<StepOrder> orders = StepOrder.all(scenario, tidb, seed);
        List<String> lines = new ArrayList<>();
        lines.add("%s  %d orders%s"
                .formatted(scenario.name(), orders.size(), scenario.dependsOnChance() ? " with --seed " + seed : ""));
        orders.forEach(order -> lines.add("%6d  %s"
                .formatted(
                        order.number(),
                        order.steps().orElse(written).stream()
                                .map(step -> step.session() + " " + number(written, step))
                                .collect(Collectors.joining(", ")))));
        return lines;
    }

    private static int number(List<Step> written, Step step) {
        return written.stream().map(Step::place).toList().indexOf(step.place()) + 1;
    }
}
