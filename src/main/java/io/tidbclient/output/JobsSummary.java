package io.tidbclient.output;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.importjob.JobStatus;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.run.JobBoard;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.digest.KnownJob;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.job.JobTable;
import io.tidbclient.output.job.StaleMark;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;

/** What became of a server's import jobs: counts by status, and a table of those that were active at any time. */
final class JobsSummary {
    private static final int MOST_JOBS = 20;
    private static final String INDENT = "    ";
    /** A table is not squeezed into less; it then starts at the left margin. */
    private static final int LEAST_TABLE = 60;

    private final int width;
    private final JobBoard board;
    private final Instant at;
    private final ZoneId zone;

    /**
     * @param width how many columns a line may take
     * @param board the jobs
     * @param at the time that the summary is about
     * @param zone the reader's, for times of day
     */
    JobsSummary(int width, JobBoard board, Instant at, ZoneId zone) {
        this.width = width;
        this.board = board;
        this.at = at;
        this.zone = zone;
    }

    List<Text> lines(ServerJobs server) {
        return switch (server.answer()) {
            case JobsAnswer.Unsupported unsupported ->
                ServerSummary.labelled("import jobs", "none here: " + unsupported.why(), Style.PLAIN, width);
            case JobsAnswer.Listed listed -> listed(server, listed);
        };
    }

    private List<Text> listed(ServerJobs server, JobsAnswer.Listed listed) {
        List<KnownJob> all = KnownJob.of(server);
        List<Text> lines = new ArrayList<>(ServerSummary.labelled("import jobs", counts(all), Style.PLAIN, width));
        if (listed.onlyOwn()) {
            lines.addAll(ServerSummary.labelled(
                    "", "only this user's jobs: SUPER is required to see all", Style.WARN, width));
        }
        server.watchEnded()
                .ifPresent(why -> lines.addAll(
                        ServerSummary.labelled("watch", polls(server) + "ended because " + why, Style.PLAIN, width)));
        Text stale = StaleMark.of(server, at);
        if (!stale.isBlank()) {
            lines.addAll(ServerSummary.labelled(
                    "", "the server is not reached; its jobs are " + stale.plain(), Style.WARN, width));
        }
        lines.addAll(StaleMark.on(table(server), server));
        return lines;
    }

    private static String polls(ServerJobs server) {
        return server.poll()
                .map(poll -> Units.count(poll.number(), "poll", "polls")
                        + (server.missed() == 0 ? "" : ", " + Units.count(server.missed()) + " missed")
                        + ", ")
                .orElse("");
    }

    private static String counts(List<KnownJob> all) {
        if (all.isEmpty()) {
            return "none";
        }
        StringJoiner counts = new StringJoiner(", ");
        KnownJob.byStatus(all)
                .forEach((status, count) -> counts.add(
                        Units.count(count) + " " + (status == JobStatus.FAILED ? "FAILED" : status.label())));
        long vanished = all.stream().filter(KnownJob::vanished).count();
        return Units.count(all.size()) + ": " + counts
                + (vanished == 0 ? "" : "; " + Units.count(vanished) + " vanished before the end");
    }

    private List<Text> table(ServerJobs server) {
        // Failures first: with many jobs, they must not be among those left out.
        List<JobLine> jobs = board.ofInterest(server).stream()
                .sorted(Comparator.comparing(line -> !line.failed()))
                .toList();
        boolean indented = width >= LEAST_TABLE + INDENT.length();
        int room = indented && width != Paragraph.UNLIMITED ? width - INDENT.length() : width;
        List<Text> lines =
                new ArrayList<>(new JobTable(new EndTimes(server.polledAt().orElse(at), zone))
                        .fitting(jobs.stream().limit(MOST_JOBS).toList(), room));
        if (jobs.size() > MOST_JOBS) {
            lines.add(Text.of(
                            "… and " + Units.count(jobs.size() - MOST_JOBS) + " more: -o json lists them all",
                            Style.FAINT)
                    .fit(room));
        }
        return indented ? lines.stream().map(Text.of(INDENT)::plus).toList() : lines;
    }
}
