package io.tidbclient.sandbox.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scripted job scheduled at a time: a pure function from a time to the state of the job.
 *
 * @param job what it does
 * @param created when it is created
 * @param cancelled when it was cancelled
 */
record ScheduledJob(ScriptedJob job, Instant created, Optional<Instant> cancelled) {
    /** As TiDB's source has it. */
    private static final String CANCELLED_MESSAGE = "cancelled by user";

    ScheduledJob cancelledAt(Instant now) {
        return new ScheduledJob(job, created, Optional.of(now));
    }

    /** Empty as long as it does not exist. */
    Optional<JobView> at(Instant now) {
        if (now.isBefore(created)) {
            return Optional.empty();
        }
        Instant started = created.plus(job.timing().startDelay());
        Instant until = started.plus(job.timing().duration());
        Optional<Instant> cancellation = cancelled.filter(instant -> !instant.isAfter(now));
        if (cancellation.isPresent()) {
            return Optional.of(cancelledView(started, cancellation.get()));
        }
        if (now.isBefore(started)) {
            return Optional.of(view(JobState.PENDING, "", "", Optional.empty(), Optional.empty(), created));
        }
        if (now.isBefore(until)) {
            return Optional.of(running(started, now));
        }
        return Optional.of(
                switch (job.work().outcome()) {
                    case JobOutcome.Finished(String message) ->
                        view(JobState.FINISHED, "", message, Optional.of(started), Optional.of(until), until);
                    case JobOutcome.Failed(String message) ->
                        view(JobState.FAILED, lastPhase(), message, Optional.of(started), Optional.of(until), until);
                    case JobOutcome.Cancelled() -> cancelledView(started, until);
                    case JobOutcome.Never never -> running(started, now);
                    case JobOutcome.Stays stays -> running(started, now);
                });
    }

    private JobView running(Instant started, Instant now) {
        Progress progress = Progress.of(job, Duration.between(started, now));
        return new JobView(
                job,
                JobState.RUNNING,
                progress.phase().name(),
                OptionalLong.of(progress.rows()),
                "",
                created,
                Optional.of(started),
                Optional.empty(),
                now,
                Optional.of(progress.step()));
    }

    private JobView cancelledView(Instant started, Instant at) {
        boolean ran = !at.isBefore(started);
        String phase =
                ran ? Progress.of(job, Duration.between(started, at)).phase().name() : "";
        Optional<Instant> start = ran ? Optional.of(started) : Optional.empty();
        return view(JobState.CANCELLED, phase, CANCELLED_MESSAGE, start, Optional.empty(), at);
    }

    private JobView view(
            JobState state,
            String phase,
            String message,
            Optional<Instant> started,
            Optional<Instant> ended,
            Instant updated) {
        OptionalLong rows =
                state == JobState.FINISHED ? OptionalLong.of(job.data().rows()) : OptionalLong.empty();
        return new JobView(job, state, phase, rows, message, created, started, ended, updated, Optional.empty());
    }

    private String lastPhase() {
        return job.work().phases().getLast().name();
    }
}
