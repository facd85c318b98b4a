package io.tidbclient.serve.status;

import io.tidbclient.engine.NamedViews;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The whole server at one moment. Immutable; each event makes a new one.
 *
 * @param sequence counts the snapshots from 0
 * @param startedAt when the server started
 * @param targets in the order of the configuration
 */
public record ServerSnapshot(long sequence, Instant startedAt, List<TargetView> targets) {
    public ServerSnapshot {
        targets = NamedViews.of(targets, TargetView::name);
    }

    /** Before the first event. */
    public static ServerSnapshot first(Instant startedAt) {
        return new ServerSnapshot(0, startedAt, List.of());
    }

    /** The target of that name; empty when there is none. */
    public Optional<TargetView> target(String name) {
        return NamedViews.of(targets, TargetView::name).find(name);
    }

    /** How many targets are in that condition. */
    public long count(TargetView.Condition condition) {
        return targets.stream().filter(view -> view.condition() == condition).count();
    }

    /** Whether there are targets, and every one was checked at least once. */
    public boolean allTried() {
        return !targets.isEmpty() && targets.stream().allMatch(view -> view.checks() > 0);
    }

    /** This one after {@code event}; one about a target that is not configured changes nothing. */
    public ServerSnapshot after(ServerEvent event) {
        return switch (event) {
            case ServerEvent.TargetsConfigured configured ->
                with(configured.names().stream()
                        .map(name -> target(name)
                                .map(view -> configured.changed().contains(name) ? view.reconfigured() : view)
                                .orElseGet(() -> TargetView.unknown(name)))
                        .toList());
            case ServerEvent.TargetEvent about ->
                target(about.target())
                        .map(view ->
                                with(NamedViews.of(targets, TargetView::name).with(after(view, about))))
                        .orElse(this);
        };
    }

    private static TargetView after(TargetView view, ServerEvent.TargetEvent event) {
        return switch (event) {
            case ServerEvent.HistoryRead read -> view.remembering(read.past());
            case ServerEvent.CheckStarted started -> view.started(started.at());
            case ServerEvent.CheckEnded ended -> view.ended(ended.result());
            case ServerEvent.CheckPrevented prevented -> view.prevented(prevented.at(), prevented.failure());
            case ServerEvent.CheckStopped stopped -> view.stopped();
            case ServerEvent.JobsPolled polled -> view.with(view.jobs().polled(polled.at(), polled.seen()));
            case ServerEvent.JobsFailed failed -> view.with(view.jobs().failed(failed.at(), failed.failure()));
            case ServerEvent.ScenariosScheduled scheduled ->
                view.with(TargetScenarios.scheduled(scheduled.scenarios()));
            case ServerEvent.ScenarioEvent scenario ->
                view.with(view.scenarios().after(scenario));
        };
    }

    private ServerSnapshot with(List<TargetView> changed) {
        return new ServerSnapshot(sequence + 1, startedAt, changed);
    }
}
