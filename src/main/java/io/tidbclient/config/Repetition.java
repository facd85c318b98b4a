package io.tidbclient.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a check is repeated.
 *
 * @param plan when a run is due
 * @param count after how many runs it ends, at least 1; empty for no such end
 * @param last whether the last run decides the exit code, and not the worst
 */
public record Repetition(Plan plan, OptionalInt count, boolean last) {
    public Repetition {
        if (count.isPresent() && count.getAsInt() < 1) {
            throw new IllegalArgumentException("a check cannot be repeated " + count.getAsInt() + " times");
        }
    }

    /**
     * What these settings, which must want {@link CommandSettings#CHECK}, say of it; empty for a single check.
     *
     * @throws ConfigException when they contradict each other
     */
    public static Optional<Repetition> from(ResolvedSettings settings) {
        check(settings, MistakeReporter.FIRST);
        Optional<Plan> every = settings.find(RunOptions.EVERY).map(Plan.Every::new);
        Optional<Plan> plan = every.or(() -> settings.find(RunOptions.CRON).map(Plan.Cron::new));
        if (plan.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Repetition(
                plan.get(),
                settings.find(RunOptions.REPEAT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                settings.get(RunOptions.LAST)));
    }

    /** Reports what contradicts itself in these settings. */
    public static void check(ResolvedSettings settings, MistakeReporter mistakes) {
        if (settings.isGiven(RunOptions.EVERY) && settings.isGiven(RunOptions.CRON)) {
            mistakes.report(
                    settings.origin(RunOptions.EVERY),
                    new ConfigException("%s and %s both say when the check is repeated; give one of them."
                            .formatted(settings.subject(RunOptions.EVERY), settings.subject(RunOptions.CRON))));
        }
        if (isRepeated(settings)) {
            return;
        }
        for (Setting<?> setting : List.of(RunOptions.REPEAT, RunOptions.LAST)) {
            if (settings.isGiven(setting)) {
                mistakes.report(
                        settings.origin(setting),
                        new ConfigException(settings.subject(setting) + ": requires --every or --cron."));
            }
        }
    }

    /** Whether these settings, which must want {@link CommandSettings#CHECK}, are those of a check that is repeated. */
    public static boolean isRepeated(ResolvedSettings settings) {
        return settings.isGiven(RunOptions.EVERY) || settings.isGiven(RunOptions.CRON);
    }
}
