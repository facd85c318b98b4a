package io.tidbclient.importjob;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How far a job is, as far as the server reports. Nothing is guessed: releases before the 9.0 line report no share, and
 * none reports one of the whole job, so most jobs have a phase and a row count only.
 *
 * @param percent 0 to 100; empty when the server reports none
 * @param ofStep whether {@code percent} is that of the current step, which says little about the job
 * @param detail one line: {@code importing, 1,234 rows, 12.3 k rows/s}; may hold words of the server as it wrote them
 */
public record JobProgress(OptionalInt percent, boolean ofStep, String detail) {
    private static final int ALL = 100;

    public JobProgress {
        if (percent.isPresent() && (percent.getAsInt() < 0 || percent.getAsInt() > ALL)) {
            throw new IllegalArgumentException("A percentage is from 0 to 100, not " + percent.getAsInt());
        }
        if (ofStep && percent.isEmpty()) {
            throw new IllegalArgumentException("Without a percentage there is none of a step");
        }
    }

    /** The progress of a job after a poll of the watch. */
    public static JobProgress of(WatchedJob watched) {
        ImportJob job = watched.job();
        if (watched.vanished()) {
            return whole(OptionalInt.empty(), "no longer listed by the server, was " + activity(job));
        }
        return switch (job.status()) {
            case FINISHED -> whole(OptionalInt.of(ALL), line("finished", rows(job)));
            case FAILED, CANCELLED -> whole(OptionalInt.empty(), line(endedEarly(job), rows(job)));
            case PENDING -> whole(OptionalInt.empty(), "pending");
            case AWAITING_RESOLUTION, RUNNING, OTHER -> atWork(watched);
        };
    }

    private static JobProgress whole(OptionalInt percent, String detail) {
        return new JobProgress(percent, false, detail);
    }

    private static JobProgress atWork(WatchedJob watched) {
        ImportJob job = watched.job();
        OptionalInt percent = job.step().map(StepProgress::percent).orElse(OptionalInt.empty());
        List<String> parts = new ArrayList<>();
        parts.add(activity(job));
        job.step().ifPresent(step -> stepParts(step, parts));
        rows(job).ifPresent(parts::add);
        watched.rowsPerSecond().ifPresent(rate -> parts.add(perSecond(rate)));
        return new JobProgress(percent, percent.isPresent(), String.join(", ", parts));
    }

    private static void stepParts(StepProgress step, List<String> parts) {
        if (!step.step().isEmpty()) {
            parts.add("step " + step.step());
        }
        if (!step.processed().isEmpty() && !step.total().isEmpty()) {
            parts.add(step.processed() + " of " + step.total());
        }
        if (!step.speed().isEmpty()) {
            parts.add(step.speed());
        }
        if (!step.eta().isEmpty()) {
            parts.add(step.eta() + " left in this step");
        }
    }

    /** The phase where there is one, with the status where that is not simply running. */
    private static String activity(ImportJob job) {
        String status = job.statusText().isEmpty() ? "status unknown" : job.statusText();
        if (job.phase().isEmpty()) {
            return status;
        }
        return job.status() == JobStatus.RUNNING ? job.phase() : status + " while " + job.phase();
    }

    private static String endedEarly(ImportJob job) {
        String word = job.status() == JobStatus.FAILED ? "failed" : "cancelled";
        return job.phase().isEmpty() ? word : word + " while " + job.phase();
    }

    private static Optional<String> rows(ImportJob job) {
        return job.importedRows().isEmpty()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT, "%,d rows", job.importedRows().getAsLong()));
    }

    private static String line(String first, Optional<String> second) {
        return second.map(rest -> first + ", " + rest).orElse(first);
    }

    private static String perSecond(double rate) {
        if (rate < 999.5) {
            return String.format(Locale.ROOT, "%.0f rows/s", rate);
        }
        return rate < 999_950
                ? String.format(Locale.ROOT, "%.1f k rows/s", rate / 1e3)
                : String.format(Locale.ROOT, "%.1f M rows/s", rate / 1e6);
    }
}
