package io.tidbclient.scenario.script;

import io.tidbclient.scenario.Block;
import io.tidbclient.scenario.Check;
import io.tidbclient.scenario.ExpectationsByServer;
import io.tidbclient.scenario.Interleaving;
import io.tidbclient.scenario.Place;
import io.tidbclient.scenario.Scenario;
import io.tidbclient.scenario.ServerCase;
import io.tidbclient.scenario.ServerCases;
import io.tidbclient.scenario.ServerCondition;
import io.tidbclient.scenario.Workload;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Refuses what is for no server at all, and what proves nothing on some. */
final class ServerCoverage {
    private final Scenario scenario;
    private final ServerCases servers;
    private final Set<ServerCase> all;

    ServerCoverage(Scenario scenario) {
        this.scenario = scenario;
        this.servers = scenario.servers();
        this.all = servers.where(scenario.onlyOn());
    }

    /** Whether the scenario is for no server. */
    boolean isForNone() {
        return all.isEmpty();
    }

    /** Refuses conditions that no server meets, or none that is left by those before them. */
    void checkConditions() {
        if (isForNone()) {
            throw scenario.place()
                    .wrong("no server is " + scenario.onlyOn().shown()
                            + ", so that this is never run; correct 'only-on'");
        }
        scenario.steps().stream()
                .flatMap(Block::steps)
                .forEach(step -> refuseUseless(step.expected(), where(step.place(), step.onlyOn())));
        scenario.checks().forEach(check -> refuseUseless(check.expected(), where(check.place(), check.onlyOn())));
        scenario.permutations().ifPresent(this::check);
    }

    /** Refuses checks that expect nothing on some server, and orders that are verified by nothing there. */
    void checkExpectations() {
        scenario.checks().forEach(this::check);
        boolean byChecksAlone = scenario.permutations()
                        .filter(orders -> !orders.hasExpectations())
                        .isPresent()
                && scenario.workload().flatMap(Workload::lists).isEmpty();
        Set<ServerCase> unchecked = new LinkedHashSet<>(all);
        scenario.checks().forEach(check -> unchecked.removeAll(servers.where(check.onlyOn())));
        if (byChecksAlone && !unchecked.isEmpty()) {
            throw scenario.place()
                    .wrong(
                            "orders other than the script's are verified by 'checks' only, and there are none on %s; add one"
                                    .formatted(servers.names(unchecked)));
        }
    }

    private void check(Interleaving permutations) {
        if (permutations instanceof Interleaving.Chosen chosen) {
            scenario.steps().stream()
                    .flatMap(Block::steps)
                    .forEach(step -> chosen.orders()
                            .forEach(order ->
                                    refuseUseless(order.apply(step).expected(), where(step.place(), step.onlyOn()))));
        }
    }

    private void check(Check check) {
        Set<ServerCase> nothing = servers.where(check.onlyOn());
        nothing.retainAll(all);
        nothing.removeIf(server -> !check.expected().on(server.server()).isEmpty());
        if (!nothing.isEmpty()) {
            throw check.place()
                    .wrong("nothing is expected of this check on %s; add 'rows' for example, or 'only-on'"
                            .formatted(servers.names(nothing)));
        }
    }

    private Set<ServerCase> where(Place place, ServerCondition onlyOn) {
        Set<ServerCase> here = servers.where(onlyOn);
        here.retainAll(all);
        if (here.isEmpty()) {
            throw place.wrong("this is for no server that the scenario is for; correct 'only-on'");
        }
        return here;
    }

    /** Expectations that are never the first ones for a server. */
    private static void refuseUseless(ExpectationsByServer expected, Set<ServerCase> here) {
        Set<ServerCase> left = new HashSet<>(here);
        for (ExpectationsByServer.OnServer other : expected.elsewhere()) {
            Optional<ServerCase> any = left.stream()
                    .filter(server -> other.condition().holds(server.server()))
                    .findFirst();
            if (any.isEmpty()) {
                throw other.place()
                        .wrong(
                                "no server is left for 'on-%s': others before it, or 'only-on', leave none; remove or correct it"
                                        .formatted(other.condition().shown()));
            }
            left.removeIf(server -> other.condition().holds(server.server()));
        }
    }
}
