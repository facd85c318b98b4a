package io.tidbclient.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The server and its targets, as they are configured.
 *
 * @param server wants {@link CommandSettings#SERVE}
 * @param history the database that keeps the history; empty when it is kept in memory alone
 * @param targets at least one, each with a name of its own: those of this process, when several share them
 */
public record ServeConfiguration(
        ResolvedSettings server, Optional<HistorySettings> history, List<TargetSettings> targets) {
    public ServeConfiguration {
        targets = List.copyOf(targets);
    }

    /**
     * Reads every source.
     *
     * @param invocation wants {@link CommandSettings#SERVE}
     * @throws ConfigException for the first mistake
     */
    public static ServeConfiguration read(Invocation invocation) {
        return read(invocation, MistakeReporter.FIRST).orElseThrow();
    }

    /**
     * The same with every mistake reported.
     *
     * @param mistakes is given each mistake
     * @return empty when a source cannot be read
     */
    public static Optional<ServeConfiguration> read(Invocation invocation, MistakeReporter mistakes) {
        Sources.Content content = new Sources(invocation, mistakes).read();
        if (!content.complete()) {
            return Optional.empty();
        }
        ResolvedSettings server = SettingsResolver.resolve(content.layers(), invocation, mistakes);
        List<ListedTarget> listed = isReplaced(content.layers())
                ? List.of()
                : content.file().serve().targets();
        Invocation ofTarget = invocation.wanting(CommandSettings.TARGET);
        List<TargetSettings> targets = listed.isEmpty()
                ? List.of(single(content.layers(), ofTarget, mistakes))
                : listed.stream()
                        .map(target -> target(target, content.layers(), ofTarget, mistakes))
                        .toList();
        List<TargetSettings> own = mistakes.attempt(server.origin(RunOptions.SHARD), () -> share(server, targets))
                .orElse(targets);
        Optional<HistorySettings> history = HistorySettings.read(
                content.file().serve().history(),
                invocation,
                mistakes.attempt(server.origin(RunOptions.SHARD), () -> server.get(RunOptions.SHARD))
                        .orElse(Shard.WHOLE),
                mistakes);
        return Optional.of(new ServeConfiguration(server, history, own));
    }

    /**
     * Whether the YAML file has anything for {@code serve}, right or wrong.
     *
     * @throws ConfigException when it cannot be read
     */
    public static boolean isInFile(Invocation invocation) {
        MistakeReporter unreported = (where, mistake) -> {};
        return new Sources(invocation, unreported).configFile().serve().exists();
    }

    /** Reports what keeps a server with this configuration from starting, but a port in use. */
    public void check(MistakeReporter mistakes) {
        Optional<ServerPlan> unusedPlan = ServerPlan.from(server, mistakes);
        history.ifPresent(settings -> {
            Optional<HistoryPlan> unused = settings.plan(unasked -> Secret.EMPTY, mistakes);
        });
        for (TargetSettings target : targets) {
            Optional<CheckRequest> unusedCheck = target.check(unasked -> Secret.EMPTY, mistakes);
        }
    }

    /** A host on the command line is the target; variables may be there for another program. */
    private static boolean isReplaced(List<Layer> layers) {
        return Stream.of(ConnectionOptions.HOST, ConnectionOptions.URL)
                .flatMap(setting -> layers.stream().flatMap(layer -> layer.find(setting).stream()))
                .anyMatch(entry -> entry.origin() instanceof Origin.Option);
    }

    private static TargetSettings single(List<Layer> layers, Invocation invocation, MistakeReporter mistakes) {
        ResolvedSettings settings = SettingsResolver.resolve(layers, invocation, mistakes);
        Origin origin = new Origin.Default();
        String name = settings.listed().isPresent()
                ? "connections"
                : mistakes.attempt(
                                origin,
                                () -> ConnectionPlanner.targets(settings).stream()
                                        .map(ServerAddress::toString)
                                        .collect(Collectors.joining(", ")))
                        .orElse("target");
        return new TargetSettings(name, origin, settings, plan(layers, settings, mistakes), List.of());
    }

    private static TargetSettings target(
            ListedTarget target, List<Layer> general, Invocation invocation, MistakeReporter mistakes) {
        List<Layer> layers = target.on(general);
        ResolvedSettings settings = SettingsResolver.resolve(layers, invocation, mistakes);
        if (!settings.isGiven(ConnectionOptions.HOST)) {
            mistakes.report(
                    target.origin(),
                    new ConfigException("%s: target %s has no host; give it one, as in 'host: db1.example.com:4000'."
                            .formatted(target.origin().describe(), Quoted.of(target.name()))));
        }
        return new TargetSettings(
                target.name(), target.origin(), settings, plan(layers, settings, mistakes), target.scenarios());
    }

    /** By the strongest source that says when; a cron expression of the file does not contradict an option. */
    private static Plan plan(List<Layer> layers, ResolvedSettings settings, MistakeReporter mistakes) {
        Plan usual =
                new Plan.Every(mistakes.attempt(settings.origin(RunOptions.EVERY), () -> settings.get(RunOptions.EVERY))
                        .orElse(Plan.Every.SHORTEST));
        Optional<Layer> planning = ListedTarget.planning(layers);
        Optional<Entry> cron = planning.flatMap(layer -> layer.find(RunOptions.CRON));
        if (cron.isEmpty()) {
            return usual;
        }
        planning.flatMap(layer -> layer.find(RunOptions.EVERY))
                .ifPresent(every -> mistakes.report(
                        every.origin(),
                        new ConfigException("%s and %s both say when the target is checked; give one of them."
                                .formatted(
                                        every.origin().subject(RunOptions.EVERY),
                                        cron.get().origin().subject(RunOptions.CRON)))));
        return mistakes.attempt(cron.get().origin(), () -> settings.find(RunOptions.CRON))
                .flatMap(expression -> expression)
                .<Plan>map(Plan.Cron::new)
                .orElse(usual);
    }

    /** The targets of this process, when several share them. */
    private static List<TargetSettings> share(ResolvedSettings server, List<TargetSettings> targets) {
        Shard shard = server.get(RunOptions.SHARD);
        if (targets.size() < shard.count()) {
            throw new ConfigException("%s: %d %s cannot be shared by %d servers; list at least as many."
                    .formatted(
                            server.subject(RunOptions.SHARD),
                            targets.size(),
                            targets.size() == 1 ? "target" : "targets",
                            shard.count()));
        }
        List<TargetSettings> own = new ArrayList<>();
        IntStream.range(0, targets.size()).filter(shard::has).forEach(number -> own.add(targets.get(number)));
        return own;
    }
}
