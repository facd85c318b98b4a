package io.tidbclient.output.json;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.digest.KnownJob;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Writes import jobs. */
public final class JobsJson {
    private final JsonOut json;

    /** @param json where to */
    public JobsJson(JsonOut json) {
        this.json = json;
    }

    /** The fields of a server's import jobs. */
    void server(ServerJobs server) {
        List<KnownJob> jobs = KnownJob.of(server);
        json.text("target", server.target().toString());
        answer(server.answer());
        byStatus(jobs);
        json.object("watch", server.poll(), poll -> {
            json.number("rounds", poll.number());
            json.number("active", poll.active());
            json.text("ended", server.watchEnded());
        });
        json.objects("jobs", jobs, this::job);
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

    void byStatus(List<KnownJob> jobs) {
        Map<JobStatus, Long> counts = KnownJob.byStatus(jobs);
        json.object("byStatus", () -> {
            for (JobStatus status : JobStatus.values()) {
                json.number(KnownJob.label(status), counts.getOrDefault(status, 0L));
            }
        });
    }

    /** The fields of a poll. */
    void poll(Poll poll) {
        json.number("round", poll.number());
        json.number("active", poll.active());
        json.numbers("appeared", poll.appeared());
        json.numbers("ended", poll.ended());
        json.objects("jobs", poll.jobs(), job -> job(new KnownJob(job.job(), Optional.of(job))));
    }

    /** The fields of a job. */
    public void job(KnownJob known) {
        ImportJob job = known.job();
        json.number("id", job.id());
        json.text("groupKey", job.groupKey());
        json.text("dataSource", job.dataSource());
        json.text("targetTable", job.targetTable());
        json.textOrNull("phase", job.phase());
        json.text("status", KnownJob.label(job.status()));
        json.text("statusText", job.statusText());
        json.textOrNull("sourceSize", job.sourceSize());
        json.number("importedRows", job.importedRows());
        json.textOrNull("resultMessage", job.resultMessage());
        json.local("created", job.created());
        json.local("started", job.started());
        json.local("ended", job.ended());
        json.local("updated", job.updated());
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
        watched(known.watched());
    }

    private void watched(Optional<WatchedJob> watched) {
        json.flag("watched", watched.isPresent());
        json.millis("elapsedMs", watched.flatMap(WatchedJob::elapsed));
        json.decimal("rowsPerSecond", watched.map(WatchedJob::rowsPerSecond).orElse(OptionalDouble.empty()));
        json.flag("vanished", watched.filter(WatchedJob::vanished).isPresent());
    }
}
