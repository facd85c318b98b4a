package io.tidbclient.output;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.importjob.ImportJob;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.Poll;
import io.tidbclient.importjob.WatchedJob;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What is worth a line of what happens to import jobs: each that appears and ends, and every ten seconds how far they are. */
final class JobNews {
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final int MOST_JOBS = 5;

    private final Set<ServerAddress> counted = new HashSet<>();
    private final Map<ServerAddress, Rate> rates = new HashMap<>();

    List<Text> counted(String connection, JobsAnswer answer, CheckSnapshot after) {
        ServerAddress target = after.connection(connection).target();
        if (!counted.add(target)) {
            return List.of();
        }
        return List.of(
                switch (answer) {
                    case JobsAnswer.Unsupported unsupported ->
                        Text.of(target + "  no import jobs here: " + unsupported.why());
                    case JobsAnswer.Listed listed ->
                        Text.of(target + "  import jobs: " + active(listed)
                                + (listed.jobs().size() - listed.active().size()) + " ended"
                                + (listed.onlyOwn() ? " (only this user's)" : ""));
                });
    }

    List<Text> watched(String connection, Poll poll, CheckSnapshot after) {
        ServerAddress target = after.connection(connection).target();
        List<Text> lines = new ArrayList<>();
        for (WatchedJob job : poll.jobs()) {
            if (poll.appeared().contains(job.job().id())) {
                lines.add(about(target, job, Text.of(what(job.job()) + source(job.job()))));
            }
            if (poll.ended().contains(job.job().id())) {
                lines.add(about(target, job, end(job)));
            }
        }
        List<WatchedJob> active =
                poll.jobs().stream().filter(job -> !job.over()).toList();
        if (!active.isEmpty()
                && rates.computeIfAbsent(target, t -> new Rate(PAUSE)).allows(after.at())) {
            active.stream()
                    .filter(job -> !poll.appeared().contains(job.job().id()))
                    .limit(MOST_JOBS)
                    .forEach(job -> lines.add(about(target, job, Text.of(progress(job)))));
            if (active.size() > MOST_JOBS) {
                lines.add(Text.of(target + "  " + Units.count(active.size()) + " jobs are active"));
            }
        }
        return lines;
    }

    List<Text> ended(String connection, String why, CheckSnapshot after) {
        return List.of(Text.of(after.connection(connection).target() + "  stopped watching import jobs: " + why));
    }

    private static String active(JobsAnswer.Listed listed) {
        if (listed.active().isEmpty()) {
            return "none active, ";
        }
        List<KnownJob> active = listed.active().stream()
                .map(job -> new KnownJob(job, Optional.empty()))
                .toList();
        return KnownJob.byStatus(active).entrySet().stream()
                .map(count ->
                        Units.count(count.getValue()) + " " + count.getKey().label() + ", ")
                .collect(Collectors.joining());
    }

    private static Text about(ServerAddress target, WatchedJob job, Text what) {
        return Text.of(target + "  job " + job.job().id() + " " + job.job().targetTable() + "  ")
                .plus(what);
    }

    private static Text end(WatchedJob job) {
        if (job.vanished()) {
            return Text.of("vanished: the server no longer lists it", Style.WARN);
        }
        Style style = job.job().status() == JobStatus.FAILED ? Style.BAD : Style.PLAIN;
        String message = job.job().resultMessage();
        return JobColumns.status(new KnownJob(job.job(), Optional.of(job)))
                .plus(amount(job))
                .plus(message.isEmpty() ? "" : ": " + message, style);
    }

    private static String progress(WatchedJob job) {
        OptionalInt percent = job.job().step().map(step -> step.percent()).orElse(OptionalInt.empty());
        return what(job.job())
                + (percent.isPresent() ? ", step " + percent.getAsInt() + "% done" : "")
                + amount(job)
                + (job.rowsPerSecond().isPresent()
                        ? ", " + Units.rate(job.rowsPerSecond().getAsDouble()) + " rows/s"
                        : "");
    }

    private static String amount(WatchedJob job) {
        return (job.job().importedRows().isPresent()
                        ? ", " + Units.count(job.job().importedRows().getAsLong(), "row", "rows")
                        : "")
                + job.elapsed().map(elapsed -> " in " + Units.clock(elapsed)).orElse("");
    }

    private static String what(ImportJob job) {
        String status = job.status() == JobStatus.OTHER
                ? job.statusText()
                : job.status().label();
        return job.phase().isEmpty() ? status : status + ", " + job.phase();
    }

    private static String source(ImportJob job) {
        return job.dataSource().isEmpty() ? "" : ", from " + job.dataSource();
    }
}
