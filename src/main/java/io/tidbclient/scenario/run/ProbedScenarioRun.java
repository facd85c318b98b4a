package io.tidbclient.scenario.run;

import io.smallrye.mutiny.Uni;
import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.engine.Run;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.engine.StopCause;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A run of scenarios after a check of the server, both stopped by one interruption. */
final class ProbedScenarioRun implements ScenarioRun {
    private final ScenarioOrder order;
    private final Run<CheckSnapshot> probe;
    private final ScenarioExecutor executor;
    private final InstantSource clock;
    private final ParallelExecutor parallel;

    /** @param probe asks the servers, or the first alone, what they are; not yet started */
    ProbedScenarioRun(ScenarioOrder order, Run<CheckSnapshot> probe, ScenarioExecutor executor, InstantSource clock) {
        this.order = order;
        this.probe = probe;
        this.executor = executor;
        this.clock = clock;
        this.parallel = new ParallelExecutor(order.pace().atOnce(), order.pace().failFast());
    }

    @Override
    public Uni<ScenarioOutcome> start(Listener listener) {
        return parallel.during(probe, probe.start().result())
                .onItem()
                .transformToUni(found -> afterProbe(found, listener))
                .onTermination()
                .invoke(parallel::close);
    }

    private Uni<ScenarioOutcome> afterProbe(RunResult<CheckSnapshot> found, Listener listener) {
        List<ConnectionView> connections = found.last().connections();
        Optional<ServerVersion> version = connections.getFirst().version();
        List<ServerVersion> versions = connections.stream()
                .flatMap(connection -> connection.version().stream())
                .toList();
        if (!found.verdict().isSuccess() || versions.size() < connections.size()) {
            return Uni.createFrom().item(new ScenarioOutcome(version, List.of(), ScenarioVerdict.notReached(found)));
        }
        Optional<RunVerdict> differ = ScenarioVerdict.differing(order.servers(), versions);
        if (differ.isPresent()) {
            return Uni.createFrom().item(new ScenarioOutcome(Optional.empty(), List.of(), differ.get()));
        }
        ScenarioPlan plan = new ScenarioPlan(
                version.get(),
                order.servers(),
                order.timeout(),
                listener::happened,
                order.wholeHistory(),
                order.program());
        List<ParallelExecutor.Item> items = plan.of(order.scenarios(), order.pace(), order.seed(), clock.instant());
        listener.begins(version.get(), items.size());
        return parallel.run(items, executor, listener::ended)
                .map(results -> new ScenarioOutcome(
                        version, results, ScenarioVerdict.of(results, items.size(), parallel.interruptedBy())));
    }

    @Override
    public void interrupt(int signal) {
        parallel.interrupt(signal);
    }

    @Override
    public void outputFailed(Throwable thrown) {
        parallel.outputFailed(thrown);
    }

    @Override
    public Optional<StopCause> stopped() {
        return parallel.interruptedBy();
    }

    @Override
    public List<String> unfinished() {
        return parallel.unfinished();
    }
}
