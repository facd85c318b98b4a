package io.tidbclient.output.json;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Reads what {@link JobsJson} wrote. Estimates are not read: they follow from the polls. */
public final class JobsReader {
    private JobsReader() {}

    static ServerJobs server(JsonIn json) {
        List<JsonIn> jobs = json.objects("jobs");
        Optional<JsonIn> watch = json.optionalObject("watch");
        return new ServerJobs(
                json.target("target"),
                answer(json, jobs),
                watch.map(reported -> new Poll(
                        reported.integer("polls"),
                        jobs.stream()
                                .filter(job -> job.flag("watched"))
                                .map(JobsReader::watched)
                                .toList(),
                        List.of(),
                        List.of(),
                        earlier(json),
                        Optional.empty(),
                        jobs.size())),
                watch.flatMap(reported -> reported.optionalText("ended")),
                watch.map(reported -> reported.optionalInteger("missedPolls").orElse(0))
                        .orElse(0));
    }

    private static JobsAnswer answer(JsonIn json, List<JsonIn> jobs) {
        return json.flag("supported")
                ? new JobsAnswer.Listed(jobs.stream().map(JobsReader::job).toList(), json.flag("onlyOwn"))
                : new JobsAnswer.Unsupported(json.text("whyNot"));
    }

    /**
     * A poll that can be replayed.
     *
     * @throws io.tidbclient.check.report.ReportException when it is none, as that of a check, which has no monotonic time
     */
    public static Poll poll(JsonIn json) {
        List<JsonIn> jobs = json.objects("jobs");
        return new Poll(
                json.integer("poll"),
                jobs.stream().map(JobsReader::watched).toList(),
                json.longs("appeared"),
                json.longs("ended"),
                earlier(json),
                Optional.of(new Poll.Timestamp(
                        json.local("serverNow").orElseThrow(() -> json.wrong("serverNow", "is missing")),
                        json.optionalNumber("nanos").orElseThrow(() -> json.wrong("nanos", "is missing")))),
                json.optionalInteger("listed").orElse(jobs.size()));
    }

    private static JobCounts earlier(JsonIn json) {
        return json.optionalObject("earlier").map(JobsReader::counts).orElse(JobCounts.NONE);
    }

    private static JobCounts counts(JsonIn json) {
        JsonIn reported = json.object("byStatus");
        Map<JobStatus, Integer> byStatus = new EnumMap<>(JobStatus.class);
        for (JobStatus status : JobStatus.values()) {
            int count = reported.integer(status.label());
            if (count > 0) {
                byStatus.put(status, count);
            }
        }
        return new JobCounts(byStatus, json.integer("vanished"));
    }

    /**
     * A job, as {@link JobsJson#job} wrote it.
     *
     * @throws io.tidbclient.check.report.ReportException when it is none
     */
    public static WatchedJob watched(JsonIn json) {
        Optional<BigDecimal> rate = json.decimal("rowsPerSecond");
        return new WatchedJob(
                job(json),
                json.millis("elapsedMs"),
                rate.isPresent() ? OptionalDouble.of(rate.get().doubleValue()) : OptionalDouble.empty(),
                json.flag("vanished"),
                json.optionalObject("past").map(JobsReader::history),
                zone(json));
    }

    private static ImportJob job(JsonIn json) {
        return new ImportJob(
                json.optionalNumber("id").orElseThrow(() -> json.wrong("id", "is missing")),
                json.optionalText("groupKey"),
                json.text("dataSource"),
                json.text("targetTable"),
                json.textOrEmpty("phase"),
                JobStatus.parse(json.text("status")),
                json.text("statusText"),
                json.textOrEmpty("sourceSize"),
                json.optionalNumber("importedRows"),
                json.textOrEmpty("resultMessage"),
                json.local("created"),
                json.local("started"),
                json.local("ended"),
                json.local("updated"),
                json.text("createdBy"),
                json.optionalObject("step").map(JobsReader::step),
                json.optionalObject("unknownColumns").map(JsonIn::texts).orElse(Map.of()));
    }

    /** How far the first time that is present is ahead of the same in UTC. */
    private static Optional<ZoneOffset> zone(JsonIn json) {
        return Stream.of("created", "started", "ended", "updated")
                .flatMap(name -> zone(json, name).stream())
                .findFirst();
    }

    private static Optional<ZoneOffset> zone(JsonIn json, String name) {
        Optional<Instant> utc = json.optionalInstant(name + "Utc");
        Optional<LocalDateTime> local = json.local(name);
        return utc.flatMap(moment -> local.map(time -> json.parsed(
                name + "Utc",
                moment,
                known -> offset(
                        Duration.between(known, time.toInstant(ZoneOffset.UTC)).toSeconds()))));
    }

    /** Throws for one that no zone has. */
    private static ZoneOffset offset(long seconds) {
        int beyond = ZoneOffset.MAX.getTotalSeconds() + 1;
        return ZoneOffset.ofTotalSeconds(Math.clamp(seconds, -beyond, beyond));
    }

    private static StepProgress step(JsonIn json) {
        return new StepProgress(
                json.textOrEmpty("name"),
                json.textOrEmpty("processed"),
                json.textOrEmpty("total"),
                json.optionalInteger("percent"),
                json.textOrEmpty("speed"),
                json.textOrEmpty("eta"));
    }

    private static ImportHistory history(JsonIn json) {
        return json.parsed(
                "imports",
                json.integer("imports"),
                count -> new ImportHistory(
                        count,
                        positive(json, "rowsPerByte"),
                        positive(json, "leastRowsPerByte"),
                        positive(json, "mostRowsPerByte"),
                        positive(json, "secondsPerByte"),
                        positive(json, "leastSecondsPerByte"),
                        positive(json, "mostSecondsPerByte")));
    }

    private static double positive(JsonIn json, String name) {
        return json.decimal(name)
                .map(BigDecimal::doubleValue)
                .filter(value -> value > 0)
                .orElseThrow(() -> json.wrong(name, "is not a number above zero"));
    }
}
