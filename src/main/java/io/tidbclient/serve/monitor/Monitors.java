package io.tidbclient.serve.monitor;

import io.smallrye.mutiny.Uni;
import io.tidbclient.config.Plan;
import io.tidbclient.engine.StopCause;
import io.tidbclient.serve.status.ServerEvent;
import io.tidbclient.serve.status.StatusBoard;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** The monitors of all targets, each called by its plan. */
public final class Monitors {
    private static final StopCause REMOVED = new StopCause.Interrupted(15);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /** A scenario takes some connections, and the checks come first. */
    private static final int MOST_SCENARIOS_AT_ONCE = 8;

    private final Schedule schedule;
    private final Runs runs;
    private final StatusBoard board;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final OngoingScenarios scenarios = new OngoingScenarios();
    private final ScenarioHost host;
    private final Map<String, Monitored> targets = new LinkedHashMap<>();
    private int generation;

    private record Monitored(
            Target target, TargetMonitor monitor, Optional<ImportFollower> follower, ScenarioMonitors scenarios) {}

    /**
     * @param runs makes what the monitors run
     * @param random spreads the first checks, so that not all targets are checked at the same moment
     */
    public Monitors(Schedule schedule, Runs runs, StatusBoard board, InstantSource clock, RandomGenerator random) {
        this.schedule = schedule;
        this.runs = runs;
        this.board = board;
        this.clock = clock;
        this.random = random;
        this.host =
                new ScenarioHost(runs.scenarios(), new Turns(MOST_SCENARIOS_AT_ONCE), scenarios, board, clock, random);
    }

    /**
     * Monitors these targets from now on. One that is configured as before continues undisturbed; one that has changed or is gone
     * is stopped.
     *
     * @param wanted each with a name of its own
     */
    public void configure(List<Target> wanted) {
        configure(wanted, List.of());
    }

    /**
     * Monitors these targets from now on, as {@link #configure(List)} does.
     *
     * @param wanted each with a name of its own
     * @param past what a history has of them, which is taken in before their first checks
     */
    public synchronized void configure(List<Target> wanted, List<ServerEvent.HistoryRead> past) {
        Map<String, Target> byName = new LinkedHashMap<>();
        wanted.forEach(target -> byName.put(target.name(), target));
        Set<String> changed = new HashSet<>();
        for (Monitored monitored : new ArrayList<>(targets.values())) {
            if (!monitored.target().equals(byName.get(monitored.target().name()))) {
                changed.add(monitored.target().name());
                remove(monitored, REMOVED).subscribe().with(ended -> {});
            }
        }
        board.add(new ServerEvent.TargetsConfigured(List.copyOf(byName.keySet()), changed));
        past.forEach(board::add);
        byName.values().stream()
                .filter(target -> !targets.containsKey(target.name()))
                .forEach(this::add);
    }

    /** The monitor of the target of that name. */
    public synchronized Optional<TargetMonitor> monitor(String target) {
        return Optional.ofNullable(targets.get(target)).map(Monitored::monitor);
    }

    /** The databases and users of scenarios in progress, which would stay on the servers if the process ended now. */
    public List<String> unfinished() {
        return scenarios.unfinished();
    }

    /**
     * Stops them all. Checks in progress are cut.
     *
     * @return completes when they have ended, their connections closed
     */
    public synchronized CompletionStage<Void> stop(StopCause cause) {
        return CompletableFuture.allOf(new ArrayList<>(targets.values())
                .stream()
                        .map(monitored -> remove(monitored, cause).subscribeAsCompletionStage())
                        .toArray(CompletableFuture[]::new));
    }

    private void add(Target target) {
        generation++;
        int ofGeneration = generation;
        AtomicLong count = new AtomicLong();
        TargetMonitor monitor = new TargetMonitor(
                target.name(),
                () -> runs.checks().apply(target.distinctCheck(ofGeneration, count.incrementAndGet())),
                board,
                clock);
        Optional<ImportFollower> follower = target.imports().map(how -> follower(target, how, ofGeneration));
        ScenarioMonitors ofTarget = new ScenarioMonitors(target, generation, schedule, host);
        targets.put(target.name(), new Monitored(target, monitor, follower, ofTarget));
        schedule.schedule(identity(target), target.plan(), delay(target.plan()), () -> execute(monitor));
        if (target.plan() instanceof Plan.Cron) {
            // It may be due in a week, and the target would be unknown until then.
            var unused = monitor.check().subscribe().with(result -> {});
        }
        follower.ifPresent(imports -> {
            Plan plan = new Plan.Every(ImportFollower.EVERY);
            schedule.schedule(imports(target), plan, delay(plan), () -> execute(imports));
        });
        if (!target.scenarios().isEmpty()) {
            board.add(ofTarget.schedule(target.scenarios(), this::delay));
        }
    }

    private ImportFollower follower(Target target, Target.Following how, int ofGeneration) {
        return new ImportFollower(
                target.name(),
                target.servers().size() > 1,
                attempt -> runs.imports()
                        .apply(
                                target.following(how, ofGeneration, attempt, job -> isActive(target.name(), job)),
                                how.fold()),
                board,
                clock);
    }

    private boolean isActive(String target, long job) {
        return board.latest()
                .target(target)
                .map(view -> view.jobs().active().stream().anyMatch(active -> active.id() == job))
                .orElse(false);
    }

    /** Completes at once; the run continues. */
    private static Uni<Void> execute(ImportFollower follower) {
        follower.ensureRunning();
        return Uni.createFrom().voidItem();
    }

    private static Uni<Void> execute(TargetMonitor monitor) {
        return monitor.check().replaceWithVoid();
    }

    private Uni<Void> remove(Monitored monitored, StopCause cause) {
        schedule.unschedule(identity(monitored.target()));
        targets.remove(monitored.target().name());
        Uni<Void> check = monitored.monitor().stop(cause);
        Uni<Void> imports = monitored
                .follower()
                .map(follower -> {
                    schedule.unschedule(imports(monitored.target()));
                    return follower.stop(cause);
                })
                .orElseGet(() -> Uni.createFrom().voidItem());
        return Uni.combine()
                .all()
                .unis(check, imports, monitored.scenarios().stop())
                .discardItems();
    }

    private Duration delay(Plan plan) {
        return switch (plan) {
            case Plan.Every every -> {
                Duration longest = every.interval().compareTo(LONGEST_DELAY) < 0 ? every.interval() : LONGEST_DELAY;
                yield Duration.ofMillis(random.nextLong(longest.toMillis()));
            }
            case Plan.Cron cron -> Duration.ZERO;
        };
    }

    private static String identity(Target target) {
        return "check of " + target.name();
    }

    private static String imports(Target target) {
        return "import jobs of " + target.name();
    }
}
