package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import io.tidbclient.serve.status.ServerEvent;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The monitors of the scenarios of one target, each called by its plan. */
final class ScenarioMonitors {
    private final Schedule schedule;
    private final String target;
    private final Map<String, ScenarioMonitor> monitors = new LinkedHashMap<>();

    /** @param generation distinguishes targets of the same name, of which one may be stopping while the next one starts */
    ScenarioMonitors(Target target, int generation, Schedule schedule, ScenarioHost host) {
        this.schedule = schedule;
        this.target = target.name();
        target.scenarios()
                .forEach(scenario -> monitors.put(
                        scenario.name(),
                        new ScenarioMonitor(
                                target.name(),
                                scenario.name(),
                                number -> scenario.on(
                                        target.ofScenario(generation, scenario.name(), number),
                                        host.random().nextLong(1, 1_000_000_000)),
                                () -> schedule.next(identity(scenario.name())),
                                host)));
    }

    /**
     * Schedules them; nothing is run yet.
     *
     * @param delay for how long the first run of a plan waits
     * @return reports that
     */
    ServerEvent schedule(List<ScheduledScenario> scenarios, Function<Plan, Duration> delay) {
        return new ServerEvent.ScenariosScheduled(
                target,
                scenarios.stream()
                        .map(scenario -> {
                            String identity = identity(scenario.name());
                            ScenarioMonitor monitor = monitors.get(scenario.name());
                            schedule.schedule(
                                    identity, scenario.plan(), delay.apply(scenario.plan()), monitor::execute);
                            return new ServerEvent.Due(scenario.name(), schedule.next(identity));
                        })
                        .toList());
    }

    /**
     * Stops those in progress, and begins no other. Returns at once.
     *
     * @return completes when they have ended, and what they made on the server is removed
     */
    Uni<Void> stop() {
        monitors.keySet().forEach(scenario -> schedule.unschedule(identity(scenario)));
        List<Uni<Void>> ends =
                monitors.values().stream().map(ScenarioMonitor::stop).toList();
        return ends.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.combine().all().unis(ends).discardItems();
    }

    private String identity(String scenario) {
        return "scenario " + scenario + " of " + target;
    }
}
