package io.tidbclient.serve.status;

import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The import jobs of a target: those that are active, and those that have ended in the last day, of which there is a limit.
 *
 * @param polledAt when they were last listed; empty before the first poll
 * @param unknown why they are not known at present; empty while the polls succeed, and before the first
 * @param active in the order in which they are shown
 * @param ended the last one first, at most {@link #MOST_ENDED}
 * @param dropped how many have ended since the server started and were dropped, before their day was over, to make room
 * @param droppedUntil when the last of the dropped ones ended
 * @param stallLimit how long nothing may move before that is a stall, at the last poll; zero before the first
 */
public record TargetJobs(
        Optional<Instant> polledAt,
        Optional<Unknown> unknown,
        List<JobView> active,
        List<JobView> ended,
        long dropped,
        Instant droppedUntil,
        Duration stallLimit) {
    /** How long a job is kept after its end. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** How many jobs that have ended are kept. */
    public static final int MOST_ENDED = 100;

    /** Nothing has been polled. */
    public static final TargetJobs NONE =
            new TargetJobs(Optional.empty(), Optional.empty(), List.of(), List.of(), 0, Instant.MIN, Duration.ZERO);

    private static final Comparator<JobView> LAST_ENDED_FIRST = Comparator.comparing(
                    (JobView job) -> job.endedAt().orElseThrow())
            .thenComparingLong(JobView::id)
            .reversed();

    /**
     * The jobs are not known at present.
     *
     * @param since when a poll first failed
     * @param failure of the last one
     */
    public record Unknown(Instant since, Failure failure) {
        /** Whether the server has no import jobs at all. */
        public boolean unsupported() {
            return TargetJobs.unsupported(failure);
        }
    }

    public TargetJobs {
        active = List.copyOf(active);
        ended = List.copyOf(ended);
    }

    /** Whether that failure to poll says that the server has no import jobs at all. */
    public static boolean unsupported(Failure failure) {
        return failure.kind() == FailureKind.STATEMENT_REFUSED;
    }

    /** Whether there was a poll, or a try. */
    public boolean followed() {
        return polledAt.isPresent() || unknown.isPresent();
    }

    /** All that are known, the active ones first. */
    public List<JobView> all() {
        return Stream.concat(active.stream(), ended.stream()).toList();
    }

    /** The job of that number; empty when it is not known. */
    public Optional<JobView> find(long id) {
        return Stream.concat(active.stream(), ended.stream())
                .filter(job -> job.id() == id)
                .findFirst();
    }

    /** How many are known, by their status. */
    public JobCounts counts() {
        return JobCounts.of(
                all().stream().map(JobView::line).map(JobLine::watched).toList());
    }

    /** Whether nothing but the time of the poll differs: active jobs always may. */
    boolean looksLike(TargetJobs other) {
        return active.isEmpty()
                && other.active.isEmpty()
                && polledAt.isPresent() == other.polledAt.isPresent()
                && unknown.equals(other.unknown)
                && ended.equals(other.ended)
                && dropped == other.dropped;
    }

    /** This one after a poll. */
    TargetJobs polled(Instant at, JobBoard.Seen seen) {
        Map<Long, JobView> wereActive = new HashMap<>();
        active.forEach(job -> wereActive.put(job.id(), job));
        Map<Long, JobView> over = new HashMap<>();
        ended.forEach(job -> over.put(job.id(), job));
        List<JobView> nowActive = new ArrayList<>();
        Set<Long> newlyEnded = new HashSet<>(seen.poll().ended());
        for (JobLine line : seen.lines()) {
            long id = line.job().id();
            Optional<JobView> before =
                    Optional.ofNullable(wereActive.remove(id)).filter(job -> job.is(line));
            if (!line.watched().over()) {
                Optional<JobView> wasOver = Optional.ofNullable(over.remove(id))
                        .filter(job -> job.line().watched().vanished() && job.is(line));
                nowActive.add(before.map(job -> job.next(line, at, seen.stallLimit()))
                        .or(() -> wasOver.map(
                                job -> new JobView(line, job.sampledFrom(), job.samples(), Optional.empty())))
                        .orElseGet(() -> JobView.first(line, at)));
            } else if (before.isPresent()) {
                over.put(id, before.get().next(line, at, seen.stallLimit()));
            } else if (!over.containsKey(id) && newlyEnded.contains(id)) {
                JobView unseen = JobView.first(line, at);
                if (unseen.endedAt().orElseThrow().isAfter(droppedUntil)) {
                    over.put(id, unseen);
                }
            } else if (over.containsKey(id)
                    && over.get(id).line().watched().vanished()
                    && !line.watched().vanished()) {
                over.put(id, JobView.first(line, at));
            }
        }
        // Those that the follower before this one knew: it has ended, and this one was never listed them.
        wereActive.values().forEach(job -> over.put(job.id(), job.vanished(at, seen.stallLimit())));
        return new TargetJobs(
                        Optional.of(at),
                        Optional.empty(),
                        nowActive,
                        List.of(),
                        dropped,
                        droppedUntil,
                        seen.stallLimit())
                .keeping(over.values().stream(), at);
    }

    /**
     * This one with jobs that were seen before the server started. What a poll has listed since is newer, and continues the
     * samples of the past; an active one that the next poll does not list has vanished.
     */
    TargetJobs remembering(List<JobView> before) {
        Set<Long> known = new HashSet<>();
        all().forEach(job -> known.add(job.id()));
        List<JobView> unknownYet =
                before.stream().filter(job -> known.add(job.id())).toList();
        List<JobView> nowEnded = continuing(ended, before);
        Instant at = Stream.concat(nowEnded.stream(), unknownYet.stream())
                .flatMap(job -> job.endedAt().stream())
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
        List<JobView> stillActive = unknownYet.stream()
                .filter(job -> job.endedAt().isEmpty() && polledAt.isEmpty())
                .toList();
        return new TargetJobs(
                        polledAt,
                        unknown,
                        Stream.concat(continuing(active, before).stream(), stillActive.stream())
                                .toList(),
                        List.of(),
                        dropped,
                        droppedUntil,
                        stallLimit)
                .keeping(
                        Stream.concat(
                                nowEnded.stream(),
                                unknownYet.stream().filter(job -> job.endedAt().isPresent())),
                        at);
    }

    private List<JobView> continuing(List<JobView> jobs, List<JobView> before) {
        return jobs.stream()
                .map(job -> before.stream()
                        .filter(past -> past.is(job.line()))
                        .findFirst()
                        .map(past -> job.continuing(past, stallLimit))
                        .orElse(job))
                .toList();
    }

    /** This one after a poll that failed. */
    TargetJobs failed(Instant at, Failure failure) {
        return new TargetJobs(
                        polledAt,
                        Optional.of(new Unknown(unknown.map(Unknown::since).orElse(at), failure)),
                        active,
                        List.of(),
                        dropped,
                        droppedUntil,
                        stallLimit)
                .keeping(ended.stream(), at);
    }

    private TargetJobs keeping(Stream<JobView> over, Instant at) {
        List<JobView> sorted = over.filter(
                        job -> job.endedAt().orElseThrow().plus(KEPT).isAfter(at))
                .sorted(LAST_ENDED_FIRST)
                .toList();
        boolean tooMany = sorted.size() > MOST_ENDED;
        return new TargetJobs(
                polledAt,
                unknown,
                active,
                tooMany ? sorted.subList(0, MOST_ENDED) : sorted,
                dropped + Math.max(0, sorted.size() - MOST_ENDED),
                tooMany ? later(droppedUntil, sorted.get(MOST_ENDED).endedAt().orElseThrow()) : droppedUntil,
                stallLimit);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
