package io.tidbclient.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A target of {@code serve}.
 *
 * @param name unique on the server
 * @param origin where it stands; the default's for a target that is given by options
 * @param settings want {@link CommandSettings#TARGET}
 * @param plan when it is checked
 * @param scenarios what is run on it, each with a plan and a name of its own
 */
public record TargetSettings(
        String name, Origin origin, ResolvedSettings settings, Plan plan, List<ScenarioSettings> scenarios) {
    public TargetSettings {
        scenarios = List.copyOf(scenarios);
    }

    /** Whether its import jobs are followed. */
    public boolean followsImports() {
        return !settings.get(ServeOptions.NO_IMPORTS);
    }

    /** How often its import jobs are polled. */
    public Duration pollInterval() {
        return settings.get(ImportOptions.INTERVAL);
    }

    /** How long nothing may move in an import job before that is a stall. */
    public Duration stallLimit() {
        return settings.get(ImportOptions.STALL);
    }

    /**
     * What one check of it does.
     *
     * @param passwords as {@link ConnectionPlan#from} asks it
     * @param mistakes is given each mistake
     * @return empty after a mistake has been reported
     */
    public Optional<CheckRequest> check(Function<ResolvedSettings, Secret> passwords, MistakeReporter mistakes) {
        MistakeReporter named = named(mistakes);
        return named.attempt(origin, () -> CheckRequest.from(settings, passwords, named))
                .flatMap(request -> request);
    }

    /** A mistake without a place of its own is reported at that of the target. */
    MistakeReporter named(MistakeReporter mistakes) {
        return (where, mistake) -> {
            boolean places = where instanceof Origin.Default && origin instanceof Origin.File;
            mistakes.report(
                    places ? origin : where,
                    places
                            ? new ConfigException("%s: target %s: %s"
                                    .formatted(origin.describe(), Quoted.of(name), mistake.getMessage()))
                            : mistake);
        };
    }
}
