package io.tidbclient.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

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
     * What these settings, which must want {@link Settings#CHECK}, say of it; empty for a single check.
     *
     * @throws ConfigException when they contradict each other
     */
    public static Optional<Repetition> from(ResolvedSettings settings) {
        Optional<Plan> every = settings.find(Settings.EVERY).map(Plan.Every::new);
        Optional<Plan> cron = settings.find(Settings.CRON).map(Plan.Cron::new);
        if (every.isPresent() && cron.isPresent()) {
            throw new ConfigException("%s and %s both say when the check is repeated; give one of them."
                    .formatted(settings.subject(Settings.EVERY), settings.subject(Settings.CRON)));
        }
        Optional<Plan> plan = every.or(() -> cron);
        if (plan.isEmpty()) {
            refuseWithoutPlan(settings);
            return Optional.empty();
        }
        return Optional.of(new Repetition(
                plan.get(),
                settings.find(Settings.REPEAT).map(OptionalInt::of).orElse(OptionalInt.empty()),
                settings.get(Settings.LAST)));
    }

    private static void refuseWithoutPlan(ResolvedSettings settings) {
        Stream<Setting<?>> of = Stream.of(Settings.REPEAT, Settings.LAST);
        List<Setting<?>> given = of.filter(settings::isGiven).toList();
        if (!given.isEmpty()) {
            throw new ConfigException("%s: it is about a check that is repeated; add --every or --cron."
                    .formatted(settings.subject(given.getFirst())));
        }
    }
}
