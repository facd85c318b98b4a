package io.tidbclient.output.json;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobDoubt;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.TargetTable;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.digest.KnownJob;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes import jobs: in the reports of the check and of {@code imports}, in events and in records. */
public final class JobsJson {
    /** The event that a poll is. */
    public static final String POLL = "poll";

    private final JsonOut json;

    /** @param json where to */
    public JobsJson(JsonOut json) {
        this.json = json;
    }

    /** An element of the check's {@code importJobs}. */
    void server(ServerJobs server) {
        List<KnownJob> jobs = KnownJob.of(server);
        json.text("target", server.target().toString());
        summary(Optional.of(server), jobs);
        jobs(jobs.stream().map(ReportedJob::of).toList());
    }

    /**
     * What the jobs of a server come to, without the jobs.
     *
     * @param server empty when it was never asked
     * @param jobs those that are listed
     */
    public void summary(Optional<ServerJobs> server, List<KnownJob> jobs) {
        server.ifPresentOrElse(asked -> answer(asked.answer()), this::noAnswer);
        byStatus(jobs);
        json.object("watch", server.flatMap(ServerJobs::poll), poll -> {
            json.number("polls", poll.number());
            json.number("missedPolls", server.map(ServerJobs::missed).orElse(0));
            json.number("active", poll.active());
            json.text("ended", server.flatMap(ServerJobs::watchEnded));
        });
        earlier(server.flatMap(ServerJobs::poll).map(Poll::earlier).orElse(JobCounts.NONE));
    }

    /** The fields of an answer, without its jobs. */
    void answer(JobsAnswer answer) {
        switch (answer) {
            case JobsAnswer.Listed listed -> {
                json.flag("supported", true);
                json.nothing("whyNot");
                json.flag("onlyOwn", listed.onlyOwn());
            }
            case JobsAnswer.Unsupported unsupported -> {
                json.flag("supported", false);
                json.text("whyNot", unsupported.why());
                json.nothing("onlyOwn");
            }
        }
    }

    private void noAnswer() {
        json.nothing("supported");
        json.nothing("whyNot");
        json.nothing("onlyOwn");
    }

    void byStatus(List<KnownJob> jobs) {
        Map<JobStatus, Long> counts = KnownJob.byStatus(jobs);
        json.object("byStatus", () -> {
            for (JobStatus status : JobStatus.values()) {
                json.number(status.label(), counts.getOrDefault(status, 0L));
            }
        });
    }

    /** The same of counts. */
    public void byStatus(JobCounts counts) {
        json.object("byStatus", () -> {
            for (JobStatus status : JobStatus.values()) {
                json.number(status.label(), counts.count(status));
            }
        });
    }

    private void earlier(JobCounts earlier) {
        json.object("earlier", Optional.of(earlier).filter(counts -> counts.total() > 0), counts -> {
            json.number("jobs", counts.total());
            byStatus(counts);
            json.number("vanished", counts.vanished());
        });
    }

    /** A poll of the check. */
    void poll(Instant at, ServerAddress target, Poll poll) {
        beginPoll(at, target, poll);
        endPoll(poll, poll.jobs().stream().map(ReportedJob::of).toList());
    }

    /**
     * A poll that can be replayed: with the reading of the monotonic clock.
     *
     * @param at by the client's clock
     * @param poll one with a timestamp
     * @param jobs those of the poll, in the order in which they are shown
     */
    public void replayablePoll(Instant at, ServerAddress target, Poll poll, List<ReportedJob> jobs) {
        beginPoll(at, target, poll);
        json.number("nanos", poll.timestamp().orElseThrow().nanos());
        endPoll(poll, jobs);
    }

    private void beginPoll(Instant at, ServerAddress target, Poll poll) {
        json.event(POLL, at);
        json.text("target", target.toString());
        json.number("poll", poll.number());
        json.local("serverNow", poll.timestamp().map(Poll.Timestamp::serverNow));
    }

    private void endPoll(Poll poll, List<ReportedJob> jobs) {
        json.number("active", poll.active());
        json.number("listed", poll.listed());
        json.numbers("appeared", poll.appeared());
        json.numbers("ended", poll.ended());
        earlier(poll.earlier());
        jobs(jobs);
    }

    /** The array {@code jobs}. */
    public void jobs(List<ReportedJob> jobs) {
        json.objects("jobs", jobs, this::job);
    }

    /** The fields of a job. */
    public void job(ReportedJob reported) {
        ImportJob job = reported.known().job();
        Optional<WatchedJob> watched = reported.known().watched();
        Optional<TargetTable> table = job.target();
        json.number("id", job.id());
        json.text("groupKey", job.groupKey());
        json.text("dataSource", job.dataSource());
        json.text("targetTable", job.targetTable());
        json.text("schema", table.map(TargetTable::schema));
        json.text("table", table.map(TargetTable::table));
        json.textOrNull("phase", job.phase());
        json.text("status", job.status().label());
        json.text("statusText", job.statusText());
        json.textOrNull("sourceSize", job.sourceSize());
        json.number("sourceBytes", job.sourceBytes());
        json.number("importedRows", job.importedRows());
        json.textOrNull("resultMessage", job.resultMessage());
        json.number("conflictedRows", JobDoubt.of(job).map(JobDoubt::conflicted).orElse(OptionalLong.empty()));
        Optional<ZoneOffset> zone = watched.flatMap(WatchedJob::zone);
        time("created", job.created(), zone);
        time("started", job.started(), zone);
        time("ended", job.ended(), zone);
        time("updated", job.updated(), zone);
        json.text("createdBy", job.createdBy());
        json.object("step", job.step(), step -> {
            json.textOrNull("name", step.step());
            json.textOrNull("processed", step.processed());
            json.textOrNull("total", step.total());
            json.number("percent", step.percent());
            json.textOrNull("speed", step.speed());
            json.textOrNull("eta", step.eta());
        });
        json.object("unknownColumns", () -> new TreeMap<>(job.unknownColumns()).forEach((k, v) -> json.text(k, v)));
        watched(watched);
        json.object("estimate", reported.estimate(), new EstimateJson(json)::estimate);
    }

    private void time(String name, Optional<LocalDateTime> time, Optional<ZoneOffset> zone) {
        json.local(name, time);
        json.instant(name + "Utc", time.flatMap(local -> zone.map(local::toInstant)));
    }

    private void watched(Optional<WatchedJob> watched) {
        json.flag("watched", watched.isPresent());
        json.millis("elapsedMs", watched.flatMap(WatchedJob::elapsed));
        json.decimal("rowsPerSecond", watched.map(WatchedJob::rowsPerSecond).orElse(OptionalDouble.empty()));
        json.flag("vanished", watched.filter(WatchedJob::vanished).isPresent());
        json.object("past", watched.flatMap(WatchedJob::history), new EstimateJson(json)::past);
    }
}
