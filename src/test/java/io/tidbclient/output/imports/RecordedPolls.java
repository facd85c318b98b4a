package io.tidbclient.output.imports;

import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobBuilder;
import io.tidbclient.importjob.JobCounts;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.StepProgress;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.importjob.run.JobFold;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Polls of import jobs for tests. */
public final class RecordedPolls {
    public static final ServerAddress SERVER = new ServerAddress("127.0.0.1", 4000);
    public static final Instant BEGIN = Instant.parse("2026-03-04T05:06:07Z");
    public static final LocalDateTime SERVER_BEGIN = LocalDateTime.parse("2026-03-04T13:06:07");

    private RecordedPolls() {}

    /** A job of group {@code nightly}, without a phase, rows or a step, which ended after 100 seconds unless it runs. */
    public static JobBuilder job(long id, String status) {
        JobBuilder job = JobBuilder.job(id)
                .group("nightly")
                .source("s3://bucket/orders.csv")
                .table("`shop`.`orders`")
                .status(status)
                .size("10GiB")
                .created(SERVER_BEGIN.minusSeconds(2))
                .started(SERVER_BEGIN)
                .unknownColumn("New_Column", "<new>");
        return status.equals("running") ? job : job.ended(SERVER_BEGIN.plusSeconds(100));
    }

    /** A job at work: 1 % of its only long step for each second. */
    public static ImportJob running(long id, int second) {
        return job(id, "running")
                .phase("importing")
                .rows(second * 1_000L)
                .step(new StepProgress(
                        "import", second * 100 + "MB", "10000MB", OptionalInt.of(second), "100MB/s", "00:01:40"))
                .build();
    }

    /** A job at work of which a second does one of ten thousand parts. */
    public static ImportJob slow(long id, int second) {
        return job(id, "running")
                .phase("importing")
                .rows(second * 1_000L)
                .step(new StepProgress(
                        "import", second + "MB", "10000MB", OptionalInt.of(second / 100), "1MB/s", "02:46:40"))
                .build();
    }

    public static RecordedPoll recording(int second, ImportJob job, List<Long> ended) {
        return recording(second, List.of(job), ended);
    }

    public static RecordedPoll recording(int second, List<ImportJob> jobs, List<Long> ended) {
        return new RecordedPoll(
                BEGIN.plusSeconds(second),
                SERVER,
                new Poll(
                        second / 2 + 1,
                        jobs.stream().map(job -> watched(second, job)).toList(),
                        second == 0 ? jobs.stream().map(ImportJob::id).toList() : List.of(),
                        ended,
                        JobCounts.NONE,
                        Optional.of(new Poll.Timestamp(SERVER_BEGIN.plusSeconds(second), second * 1_000_000_000L)),
                        jobs.size()));
    }

    private static WatchedJob watched(int second, ImportJob job) {
        return new WatchedJob(
                job,
                Optional.of(Duration.ofSeconds(second)),
                OptionalDouble.of(1_000),
                false,
                Optional.of(new ImportHistory(2, 1e-5, 0.9e-5, 1.1e-5, 1e-8, 0.9e-8, 1.1e-8)),
                Optional.of(ZoneOffset.ofHours(8)));
    }

    /** Job 7 as it is shown after polls every two seconds, up to {@code seconds} of a hundred. */
    public static List<JobLine> after(JobFold fold, int seconds) {
        List<JobLine> lines = List.of();
        for (int second = 0; second <= seconds; second += 2) {
            lines = fold.seen(
                            SERVER,
                            recording(second, running(7, second), List.of()).poll())
                    .lines();
        }
        return lines;
    }

    public static String plain(List<Text> lines) {
        return lines.stream().map(line -> line.plain() + "\n").collect(Collectors.joining());
    }
}
