package io.tidbclient.serve.status;

import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.importjob.run.JobSamples;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What is known of an import job.
 *
 * @param line the job at the last poll that listed it
 * @param sampledFrom when the first of its samples was taken
 * @param samples for its charts, from when it was first seen at work
 * @param endedAt by the server's clock where it reports that, else when a poll first saw it; empty while the job is active
 */
public record JobView(JobLine line, Instant sampledFrom, JobSamples samples, Optional<Instant> endedAt) {
    private static final int MOST_SAMPLES = 300;

    /** An ended job's samples only make charts. */
    private static final int MOST_SAMPLES_ENDED = 75;

    /** One that is listed for the first time. */
    static JobView first(JobLine line, Instant at) {
        boolean over = line.watched().over();
        return new JobView(
                over ? withoutRates(line) : line,
                at,
                JobSamples.of(JobSample.of(0, line)),
                over ? Optional.of(endOfUnseen(line, at)) : Optional.empty());
    }

    /**
     * This one, which is active, at the next poll.
     *
     * @param stallLimit how long nothing may move before that is a stall
     */
    JobView next(JobLine now, Instant at, Duration stallLimit) {
        if (pending()) {
            return new JobView(now, at, JobSamples.of(JobSample.of(0, now)), endedAt).closed(at);
        }
        JobLine next = keepingStall(now, at, stallLimit);
        double second = Math.max(
                samples.last().second(), Duration.between(sampledFrom, at).toMillis() / 1e3);
        return new JobView(next, sampledFrom, samples.with(JobSample.of(second, next), MOST_SAMPLES), endedAt)
                .closed(at);
    }

    /**
     * A later line of this job, stalled when this one is and nothing has moved since. What polls the jobs begins anew after a
     * restart and a lost connection, and takes the job for one that moves until its limit has passed again. The limit may be longer
     * than the one by which this job is stalled.
     */
    private JobLine keepingStall(JobLine later, Instant at, Duration stallLimit) {
        Optional<Duration> stalled = line.estimate().stalledFor();
        if (stalled.isEmpty()
                || !later.running()
                || !later.job().hasSamePosition(line.job())
                || later.estimate()
                        .stalledFor()
                        .filter(time -> time.compareTo(stalled.get()) >= 0)
                        .isPresent()) {
            return later;
        }
        Duration since = Duration.between(sampledAt(), at);
        Duration time = stalled.get().plus(since.isNegative() ? Duration.ZERO : since);
        return time.compareTo(stallLimit) >= 0
                ? new JobLine(later.target(), later.watched(), later.estimate().stalled(time))
                : later;
    }

    /** When the last of its samples was taken. */
    private Instant sampledAt() {
        return sampledFrom.plusMillis(Math.round(samples.last().second() * 1e3));
    }

    /**
     * This one with the samples that a history has of the same job before its own, and with the stall that it was in. A series of
     * one that waited, or of another job that had ended, is not continued.
     *
     * @param stallLimit how long nothing may move before that is a stall
     */
    JobView continuing(JobView past, Duration stallLimit) {
        boolean ended = past.endedAt.isPresent();
        boolean another = ended && endedAt.isEmpty() && !past.line.watched().vanished();
        if (another || pending() || past.pending() || !past.sampledFrom.isBefore(sampledFrom)) {
            return this;
        }
        double offset = Duration.between(past.sampledFrom, sampledFrom).toMillis() / 1e3;
        // The series of one that had ended is complete.
        JobSamples all = ended && endedAt.isPresent()
                ? past.samples
                : past.samples.followedBy(samples, offset, endedAt.isPresent() ? MOST_SAMPLES_ENDED : MOST_SAMPLES);
        return new JobView(past.keepingStall(line, sampledAt(), stallLimit), past.sampledFrom, all, endedAt);
    }

    /** This one, which is active, when it is not listed any more. */
    JobView vanished(Instant at, Duration stallLimit) {
        WatchedJob watched = line.watched();
        return next(
                new JobLine(
                        line.target(),
                        new WatchedJob(
                                watched.job(),
                                watched.elapsed(),
                                OptionalDouble.empty(),
                                true,
                                watched.history(),
                                watched.zone()),
                        line.estimate()),
                at,
                stallLimit);
    }

    /** The number by which the server knows it. */
    public long id() {
        return line.job().id();
    }

    /** Whether it waits for its turn. */
    public boolean pending() {
        return !line.watched().over()
                && line.job().started().isEmpty()
                && line.job().importedRows().isEmpty();
    }

    /** Whether it makes no progress. */
    public boolean stalled() {
        return line.estimate().stalledFor().isPresent();
    }

    /** Whether it is the job of that line, rather than another one with the same number. */
    boolean is(JobLine other) {
        return id() == other.job().id()
                && line.job().targetTable().equals(other.job().targetTable());
    }

    private JobView closed(Instant at) {
        return line.watched().over()
                ? new JobView(
                        withoutRates(line),
                        sampledFrom,
                        samples.thinned(MOST_SAMPLES_ENDED),
                        Optional.of(reported(line, line.job().ended())
                                .filter(end -> !end.isAfter(at))
                                .orElse(at)))
                : this;
    }

    private static Instant endOfUnseen(JobLine line, Instant at) {
        ImportJob job = line.job();
        return Stream.of(job.ended(), job.updated(), job.started(), job.created())
                .map(time -> reported(line, time))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(end -> !end.isAfter(at))
                .orElse(at);
    }

    private static Optional<Instant> reported(JobLine line, Optional<LocalDateTime> time) {
        return time.flatMap(local -> line.watched().zone().map(local::toInstant));
    }

    private static JobLine withoutRates(JobLine line) {
        return new JobLine(line.target(), line.watched(), line.estimate().withoutRates());
    }
}
