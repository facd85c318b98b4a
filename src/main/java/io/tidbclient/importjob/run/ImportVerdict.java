package io.tidbclient.importjob.run;

import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What came of a command about import jobs: the connections' verdict, and then the jobs'. */
public interface ImportVerdict {
    /**
     * The verdict.
     *
     * @param run what the coordinator says of the connections
     * @param jobs those that were followed and wanted
     */
    RunVerdict of(RunVerdict run, Jobs jobs);

    /**
     * The jobs that were followed.
     *
     * @param lines what is known of each
     * @param counts how many there were, with those that were evicted to make room
     * @param noneMeant that there is none, with the jobs that are listed: {@link JobCriteria#none}
     */
    record Jobs(List<JobLine> lines, JobCounts counts, String noneMeant) {
        /** Those of a run. */
        public static Jobs of(ImportSnapshot run, JobCriteria criteria) {
            return new Jobs(run.lines(), run.counts(), criteria.none(run.listed()));
        }

        boolean none() {
            return counts.total() == 0;
        }
    }

    /** Looking is all that was asked for. */
    static ImportVerdict polled() {
        return (run, jobs) -> run.isSuccess()
                ? new RunVerdict(Outcome.SUCCESS, jobs.none() ? jobs.noneMeant() : counts(jobs.counts()))
                : run;
    }

    /** All of these ids have to be there. */
    static ImportVerdict found(Set<Long> ids) {
        return (run, jobs) -> {
            Set<Long> missing = missing(ids, jobs);
            return run.isSuccess() && !missing.isEmpty() ? notListed(missing) : polled().of(run, jobs);
        };
    }

    /** None that was watched may fail. */
    static ImportVerdict watched(Set<Long> ids) {
        return (run, jobs) -> {
            Set<Long> missing = missing(ids, jobs);
            if (!run.isSuccess()) {
                return stopped(run, jobs);
            }
            if (!missing.isEmpty()) {
                return notListed(missing);
            }
            return new RunVerdict(
                    jobs.counts().endedBadly() ? Outcome.FAILED : Outcome.SUCCESS,
                    jobs.none() ? jobs.noneMeant() : counts(jobs.counts()));
        };
    }

    /**
     * All have to finish.
     *
     * @param none whether it is well when there is nothing to wait for
     * @param complete whether one that finished without rows of its source is a failure
     */
    static ImportVerdict finished(Set<Long> ids, boolean none, boolean complete) {
        return (run, jobs) -> {
            Set<Long> missing = missing(ids, jobs);
            if (!run.isSuccess()) {
                return stopped(run, jobs);
            }
            if (!missing.isEmpty()) {
                return notListed(missing);
            }
            if (jobs.none()) {
                return new RunVerdict(
                        none ? Outcome.SUCCESS : Outcome.FAILED, jobs.noneMeant() + ": nothing to wait for");
            }
            boolean all = jobs.lines().stream()
                    .allMatch(line -> !line.watched().vanished() && line.job().status() == JobStatus.FINISHED);
            all &= !complete || jobs.counts().incomplete() == 0;
            return new RunVerdict(all ? Outcome.SUCCESS : Outcome.FAILED, counts(jobs.counts()));
        };
    }

    /**
     * All of these have to be cancelled, whatever became of the connections: the jobs decide. Where they do not show it, the
     * verdict says what is known.
     */
    static ImportVerdict cancelled(Set<Long> ids, CancelAttempts attempts) {
        return (run, jobs) -> {
            if (run.outcome() == Outcome.INTERNAL_ERROR) {
                return run;
            }
            if (letGo(run) || (!run.isSuccess() && jobs.none())) {
                return new RunVerdict(run.outcome(), stopped(run, jobs).sentence() + open(attempts, jobs));
            }
            Set<Long> missing = missing(ids, jobs);
            if (!missing.isEmpty()) {
                return new RunVerdict(Outcome.FAILED, notListed(missing).sentence() + open(attempts, jobs));
            }
            boolean all = !jobs.none()
                    && jobs.lines().stream().allMatch(line -> line.job().status() == JobStatus.CANCELLED);
            return new RunVerdict(all ? Outcome.SUCCESS : Outcome.FAILED, counts(jobs.counts()) + open(attempts, jobs));
        };
    }

    /** What is known of jobs that have not been seen to end. */
    private static String open(CancelAttempts attempts, Jobs jobs) {
        Set<Long> ended = jobs.lines().stream()
                .filter(line -> line.watched().over())
                .map(line -> line.job().id())
                .collect(Collectors.toSet());
        StringBuilder text = new StringBuilder();
        for (CancelAttempts.Progress progress : CancelAttempts.Progress.values()) {
            Set<Long> ids = attempts.with(progress);
            ids.removeAll(ended);
            if (!ids.isEmpty()) {
                text.append(
                        switch (progress) {
                            case NOT_SENT -> "; CANCEL was not sent for " + named(ids);
                            case SENT -> "; CANCEL was sent for " + named(ids) + " and not answered" + lookUp();
                            case LOST -> "; it is not known whether " + are(ids) + " cancelled" + lookUp();
                            case ANSWERED -> "";
                        });
            }
        }
        return text.toString();
    }

    /** All of these ids have to be there to be cancelled next; where the run did not succeed, none of them is. */
    static ImportVerdict toCancel(Set<Long> ids) {
        return (run, jobs) -> {
            RunVerdict found = found(ids).of(run, jobs);
            return run.isSuccess() || run.outcome() == Outcome.INTERNAL_ERROR
                    ? found
                    : new RunVerdict(found.outcome(), found.sentence() + "; nothing was cancelled");
        };
    }

    /** Like another, and where the run did not succeed, what that means for the import. */
    static ImportVerdict started(StartAttempt attempt, ImportVerdict verdict) {
        return (run, jobs) -> {
            RunVerdict reported = verdict.of(run, jobs);
            if (run.isSuccess() || run.outcome() == Outcome.INTERNAL_ERROR) {
                return reported;
            }
            String meaning = meaning(attempt);
            return new RunVerdict(reported.outcome(), letGo(run) ? reported.sentence() + "; " + meaning : meaning);
        };
    }

    private static String meaning(StartAttempt attempt) {
        return switch (attempt.progress()) {
            case NOT_SENT -> "no import was started: the statement was not sent";
            case REFUSED -> "no import was started: the server refused the statement";
            case UNANSWERED -> "the import may have started" + lookUp();
            case ACCEPTED -> {
                String id = attempt.ids().stream().map(String::valueOf).collect(Collectors.joining(", "));
                yield "job " + id + " was started, and continues on the server: wait for it with 'tidb-client imports"
                        + " wait " + id + "'";
            }
        };
    }

    /** Whether it ended because waiting was given up. */
    private static boolean letGo(RunVerdict run) {
        return run.outcome().isStopped();
    }

    private static RunVerdict stopped(RunVerdict run, Jobs jobs) {
        if (run.outcome() == Outcome.TIMED_OUT) {
            return new RunVerdict(run.outcome(), "gave up waiting; " + counts(jobs.counts()));
        }
        return run.outcome().isInterrupted()
                ? new RunVerdict(run.outcome(), "interrupted; " + counts(jobs.counts()))
                : run;
    }

    private static RunVerdict notListed(Set<Long> missing) {
        return new RunVerdict(
                Outcome.FAILED,
                are(missing) + " not listed: no such job, or it belongs to another user, which requires SUPER");
    }

    /** {@code job 7}, {@code jobs 7, 8}. */
    private static String named(Set<Long> ids) {
        String all = ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "));
        return (ids.size() == 1 ? "job " : "jobs ") + all;
    }

    /** The jobs with their verb: {@code job 7 is}, {@code jobs 7, 8 are}. */
    private static String are(Set<Long> ids) {
        return named(ids) + (ids.size() == 1 ? " is" : " are");
    }

    private static String lookUp() {
        return ": check with 'tidb-client imports list'";
    }

    private static Set<Long> missing(Set<Long> ids, Jobs jobs) {
        Set<Long> missing = new TreeSet<>(ids);
        jobs.lines().forEach(line -> missing.remove(line.job().id()));
        return missing;
    }

    private static String counts(JobCounts counts) {
        if (counts.total() == 0) {
            return "no import job was seen";
        }
        StringJoiner text = new StringJoiner(", ");
        for (JobStatus status : JobStatus.values()) {
            int count = counts.count(status);
            if (count > 0) {
                text.add(number(count) + " " + (status == JobStatus.FAILED ? "FAILED" : status.label()));
            }
        }
        if (counts.conflicted() > 0) {
            text.add(number(counts.conflicted()) + " of them with conflicted rows");
        }
        if (counts.withoutRows() > 0) {
            text.add(number(counts.withoutRows()) + " of them without any row of its source");
        }
        if (counts.vanished() > 0) {
            text.add(number(counts.vanished()) + " vanished before the end");
        }
        return number(counts.total()) + (counts.total() == 1 ? " import job" : " import jobs") + ": " + text;
    }

    private static String number(int count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
