package io.tidbclient.importjob;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows jobs from one list to the next; by default every job that is active at some time. Pure: it has no
 * thread and no clock, the same calls give the same polls. What it keeps is bounded by the number of jobs it follows,
 * and of those that have ended by the number that it keeps, but for the ids of the others; not by the number of
 * polls. Not for use by two threads at once.
 */
public final class JobWatch {
    private final Map<Long, FollowedJob> followed = new TreeMap<>();
    private final TimeZoneReconciler timeZones;
    private final JobInterest interest;
    private final EndedJobs ended;
    private int polls;
    /** The newest job that the first poll listed: what was created later is new. Empty when there was none. */
    private Optional<ImportJob> horizon = Optional.empty();

    /**
     * @param globalAhead how far the server's global time zone is ahead of its SYSTEM one: {@link ServerClock#globalAhead}
     */
    public JobWatch(Duration globalAhead) {
        this(globalAhead, JobInterest.ACTIVE, Integer.MAX_VALUE);
    }

    /**
     * @param globalAhead how far the server's global time zone is ahead of its SYSTEM one: {@link ServerClock#globalAhead}
     * @param interest which jobs to follow
     * @param mostEnded how many that have ended are kept, those that ended last; of earlier ones only their number is
     */
    public JobWatch(Duration globalAhead, JobInterest interest, int mostEnded) {
        this.timeZones = new TimeZoneReconciler(globalAhead);
        this.interest = interest;
        this.ended = new EndedJobs(mostEnded);
    }

    /** Takes in the next list of a server whose SYSTEM zone is not known. */
    public Poll observe(List<ImportJob> all, LocalDateTime serverNow, long localNanos) {
        return observe(all, serverNow, Optional.empty(), localNanos);
    }

    /**
     * Takes in the next list.
     *
     * @param all every job listed, the server's history included, in any order
     * @param serverNow the server's time in its SYSTEM zone, as {@link ServerClock} computes it
     * @param systemZone that zone's offset from UTC: {@link ServerClock#zone}
     * @param localNanos when the list was read, by a local monotonic clock
     */
    public Poll observe(
            List<ImportJob> all, LocalDateTime serverNow, Optional<ZoneOffset> systemZone, long localNanos) {
        polls++;
        Observation observation = new Observation(
                serverNow,
                localNanos,
                timeZones.ahead(all, this::knownCreation).negated(),
                new HashSet<>(),
                new TreeSet<>(),
                new TreeSet<>());
        Duration toSystem = timeZones.toSystem(serverNow);
        for (ImportJob job : all) {
            FollowedJob before = followed.get(job.id());
            if (before != null) {
                update(before, observation.inFirstZone(job), observation);
            } else if (ended.givesBack(job.id())) {
                begin(observation.inFirstZone(job), ImportHistory.of(job, all), observation);
            } else if (!ended.holds(job)
                    && interest.follows(
                            job,
                            isActive(job, observation.toFirst),
                            age(observation.inFirstZone(job).later(toSystem), serverNow))) {
                begin(observation.inFirstZone(job), ImportHistory.of(job, all), observation);
            }
        }
        followed.replaceAll(
                (id, job) -> job.over() || observation.listed.contains(id) ? job : lose(id, job, observation));
        // Those that end in this poll are reported in it, however many there are.
        ended.tooMany().forEach(this::evict);
        observation.ended.stream().sorted(Comparator.comparing(this::end)).forEach(ended::add);
        Optional<ZoneOffset> zone = systemZone.filter(offset -> timeZones.certain(serverNow));
        if (polls == 1) {
            horizon = all.stream()
                    .filter(job -> job.created().isPresent())
                    .max(Comparator.comparing(job -> job.created().orElseThrow()));
        }
        return new Poll(
                polls,
                followed.values().stream()
                        .map(job -> job.view(serverNow, toSystem, zone))
                        .toList(),
                List.copyOf(observation.appeared),
                List.copyOf(observation.ended),
                ended.earlier(),
                Optional.of(new Poll.Timestamp(serverNow, localNanos)),
                all.size());
    }

    private void evict(long id) {
        ended.evict(followed.remove(id));
    }

    /** When one ended, as far as the server reports; one that is listed no more has only just ended. */
    private LocalDateTime end(long id) {
        FollowedJob over = followed.get(id);
        ImportJob job = over.job();
        return over.vanished()
                ? LocalDateTime.MAX
                : job.ended().or(job::updated).or(job::started).or(job::created).orElse(LocalDateTime.MAX);
    }

    private static Optional<Duration> age(ImportJob inSystemZone, LocalDateTime serverNow) {
        return inSystemZone.created().map(created -> Duration.between(created, serverNow));
    }

    private Optional<LocalDateTime> knownCreation(long id) {
        FollowedJob known = followed.get(id);
        return known != null
                ? known.job().created()
                : horizon.filter(job -> job.id() == id).flatMap(ImportJob::created);
    }

    private void begin(ImportJob job, Optional<ImportHistory> history, Observation observation) {
        followed.put(job.id(), FollowedJob.first(job, history, observation.localNanos));
        observation.listed.add(job.id());
        observation.appeared.add(job.id());
        if (job.status().ended()) {
            observation.ended.add(job.id());
        }
    }

    private void update(FollowedJob before, ImportJob job, Observation observation) {
        if (!observation.listed.add(job.id())) {
            return;
        }
        followed.put(job.id(), before.listed(job, observation.serverNow, observation.localNanos));
        if (job.status().ended() && before.job().status().ended()) {
            return;
        }
        ended.remove(job.id());
        // Reported again for one that had vanished and is back as ended: only now is its result known.
        if (job.status().ended()) {
            observation.ended.add(job.id());
        }
    }

    private static FollowedJob lose(long id, FollowedJob job, Observation observation) {
        observation.ended.add(id);
        return job.gone(observation.serverNow);
    }

    /**
     * An ended job that was never seen active is history, unless it came and went between two polls. Ids are no
     * criterion (each TiDB server hands them out from a range of its own), nor is the server's clock (each server of a
     * cluster has one): the criterion is being newer than all that the first poll listed.
     */
    private boolean isActive(ImportJob job, Duration toFirst) {
        if (!job.status().ended()) {
            return true;
        }
        Optional<LocalDateTime> newest = horizon.flatMap(ImportJob::created);
        return polls > 1
                && job.created()
                        .map(created -> created.plus(toFirst))
                        .filter(created -> newest.isEmpty() || created.isAfter(newest.get()))
                        .isPresent();
    }

    /** How many jobs are kept. */
    int size() {
        return followed.size();
    }

    /**
     * What is gathered while a list is taken in.
     *
     * @param toFirst what to add to the list's times to have them in the zone of the watch's first answer
     */
    private record Observation(
            LocalDateTime serverNow,
            long localNanos,
            Duration toFirst,
            Set<Long> listed,
            Set<Long> appeared,
            Set<Long> ended) {
        ImportJob inFirstZone(ImportJob job) {
            return job.later(toFirst);
        }
    }
}
