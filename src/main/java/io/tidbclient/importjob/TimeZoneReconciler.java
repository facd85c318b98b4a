package io.tidbclient.importjob;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * In which time zone each answer's times are.
 *
 * <p>TiDB writes the times of {@code SHOW IMPORT JOBS} in the zone of whichever of its internal sessions happens to
 * answer, not in the client's: with a global {@code time_zone} of its own, some answer in that one and some in the
 * server's SYSTEM zone, so that the same job's times change from one answer to the next (seen on v8.5.4: 7 answers of
 * 30 after a restart). Within one answer all are in the same zone, and a job's creation time never changes: so a job
 * listed again shows how far the zones of two answers are apart.
 */
final class TimeZoneReconciler {
    /** Zones differ by whole quarters of an hour, at most from -12:00 to +14:00; anything else is an edited row. */
    private static final Duration STEP = Duration.ofMinutes(15);

    private static final Duration MOST = Duration.ofHours(26);

    /** How far the clocks of a cluster may be apart. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final Duration globalAhead;
    /** How far answers were ahead of the first one; bounded, since only quarters of an hour get in. */
    private final Set<Duration> seen = new TreeSet<>(Set.of(Duration.ZERO));

    /** In the first answer's zone. */
    private Optional<LocalDateTime> newest = Optional.empty();

    /**
     * @param globalAhead how far the zone of the global {@code time_zone} is ahead of the server's SYSTEM zone
     */
    TimeZoneReconciler(Duration globalAhead) {
        this.globalAhead = globalAhead;
    }

    /**
     * How far an answer's zone is ahead of the first answer's.
     *
     * @param known the creation time of a job that was listed before, in the first answer's zone
     */
    Duration ahead(List<ImportJob> all, LongFunction<Optional<LocalDateTime>> known) {
        Duration ahead = all.stream()
                .map(job -> difference(job, known))
                .filter(Optional::isPresent)
                .findFirst()
                .flatMap(Function.identity())
                .orElse(Duration.ZERO);
        seen.add(ahead);
        Optional<LocalDateTime> newestHere = all.stream()
                .map(ImportJob::created)
                .filter(Optional::isPresent)
                .map(Optional::orElseThrow)
                .max(Comparator.naturalOrder());
        newest = Stream.concat(newest.stream(), newestHere.map(created -> created.minus(ahead)).stream())
                .max(Comparator.naturalOrder());
        return ahead;
    }

    private static Optional<Duration> difference(ImportJob job, LongFunction<Optional<LocalDateTime>> known) {
        return known.apply(job.id())
                .flatMap(before -> job.created().map(now -> Duration.between(before, now)))
                .filter(difference ->
                        difference.abs().compareTo(MOST) <= 0 && difference.toNanos() % STEP.toNanos() == 0);
    }

    /** Whether {@link #toSystem} is exact and not the likeliest. */
    boolean certain(LocalDateTime serverNow) {
        if (!globalAhead.isZero()) {
            return seen.contains(globalAhead) || seen.contains(globalAhead.negated());
        }
        boolean isInFuture =
                newest.filter(created -> created.isAfter(serverNow.plus(SKEW))).isPresent();
        return seen.size() == 1 && !isInFuture;
    }

    /**
     * What to add to times in the first answer's zone to have them in the server's SYSTEM zone. Exact once answers in both
     * zones were seen, and where the global zone is SYSTEM; before, the likeliest: the one that makes the newest job as
     * young as it can be without being created in the future.
     *
     * @param serverNow in the SYSTEM zone
     */
    Duration toSystem(LocalDateTime serverNow) {
        if (!globalAhead.isZero()) {
            if (seen.contains(globalAhead)) {
                return Duration.ZERO;
            }
            if (seen.contains(globalAhead.negated())) {
                return globalAhead.negated();
            }
        }
        LocalDateTime latest = serverNow.plus(SKEW);
        return Stream.concat(seen.stream(), Stream.of(globalAhead.negated()))
                .filter(add -> newest.filter(created -> created.plus(add).isAfter(latest))
                        .isEmpty())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
