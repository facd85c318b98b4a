package io.tidbclient.output.imports;

import io.tidbclient.check.ServerJobs;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.importjob.JobsAnswer;
import io.tidbclient.importjob.run.ImportSnapshot;
import io.tidbclient.importjob.run.JobCriteria;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.FailureSummary;
import io.tidbclient.output.digest.ExitCodes;
import io.tidbclient.output.digest.FailureGroup;
import io.tidbclient.output.job.EndTimes;
import io.tidbclient.output.job.JobTable;
import io.tidbclient.output.job.StaleMark;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The result of a command about import jobs, for people. */
public final class ImportsText {
    private final ListingKind listing;
    private final boolean wide;
    private final JobCriteria criteria;
    private final ExitCodes exitCodes;
    private final ZoneId zone;

    /**
     * @param listing what it looks like
     * @param wide whether every column is shown, however wide that gets
     * @param criteria which jobs are meant
     * @param exitCodes the numbers that the verdict names
     * @param zone the reader's, for times of day
     */
    public ImportsText(ListingKind listing, boolean wide, JobCriteria criteria, ExitCodes exitCodes, ZoneId zone) {
        this.listing = listing;
        this.wide = wide;
        this.criteria = criteria;
        this.exitCodes = exitCodes;
        this.zone = zone;
    }

    /** The reader's zone, for times of day. */
    ZoneId zone() {
        return zone;
    }

    /** All lines. */
    List<Text> lines(ImportSnapshot run, RunVerdict verdict, int width) {
        List<Text> lines = new ArrayList<>();
        for (ServerJobs server : run.check().jobs()) {
            lines.addAll(server(server, run, width));
        }
        FailureSummary failures = new FailureSummary(width);
        FailureGroup.of(run.check().connections()).forEach(group -> lines.addAll(failures.lines(group)));
        if (listing == ListingKind.OUTCOME || !verdict.isSuccess()) {
            lines.addAll(verdict(verdict, width));
        }
        return lines;
    }

    /** The one line that is left when only the result is wanted. */
    List<Text> verdict(RunVerdict verdict, int width) {
        return Paragraph.lines(exitCodes.lead(verdict), verdict.sentence(), Style.PLAIN, width);
    }

    /**
     * The table of a server's jobs, faint while the server is not reached.
     *
     * @param selected whether a job has a mark before it
     */
    List<Text> table(
            ServerJobs server, ImportSnapshot run, List<JobLine> jobs, int width, Predicate<JobLine> selected) {
        JobTable table = new JobTable(ends(server, run), selected);
        return StaleMark.on(wide ? table.wide(jobs) : table.fitting(jobs, width), server);
    }

    /** The number of the line of that table that the selected job has; -1 when it is not among them. */
    int place(ServerJobs server, ImportSnapshot run, List<JobLine> jobs, int width, Predicate<JobLine> selected) {
        if (!wide) {
            return new JobTable(ends(server, run), selected).place(jobs, width);
        }
        int place = jobs.stream().map(selected::test).toList().indexOf(true);
        return place < 0 ? -1 : place + 1;
    }

    /** Everything that is known of a job of a server. */
    List<Text> details(ServerJobs server, ImportSnapshot run, JobLine job, int width) {
        return StaleMark.on(JobDetails.lines(job, ends(server, run), width), server);
    }

    private EndTimes ends(ServerJobs server, ImportSnapshot run) {
        return new EndTimes(server.polledAt().orElse(run.check().at()), zone);
    }

    private List<Text> server(ServerJobs server, ImportSnapshot run, int width) {
        List<Text> lines = new ArrayList<>();
        if (run.targets().size() > 1) {
            lines.add(Text.of(server.target().toString(), Style.STRONG));
        }
        List<JobLine> jobs = run.jobs().of(server.target());
        if (listing == ListingKind.IDS) {
            // They were printed as they became known.
            return List.of();
        }
        if (listing == ListingKind.DETAILS) {
            jobs.forEach(job -> lines.addAll(details(server, run, job, width)));
        } else if (listing == ListingKind.GROUPS) {
            lines.addAll(groups(jobs, width));
            if (jobs.isEmpty()) {
                lines.addAll(noneMeant(server, width));
            }
        } else {
            lines.addAll(table(server, run, jobs, width, job -> false));
            if (jobs.isEmpty()) {
                lines.addAll(
                        listing == ListingKind.LIST
                                ? noneMeant(server, width)
                                : server.poll().isPresent()
                                        ? List.of(Text.of("no import job is followed", Style.FAINT))
                                        : List.of());
            }
            int earlier = run.jobs().earlier(server.target()).total();
            if (earlier > 0) {
                lines.addAll(Paragraph.lines(
                        Text.EMPTY,
                        Units.count(earlier, "job", "jobs") + " that ended before these "
                                + (earlier == 1 ? "is" : "are") + " counted, but not shown",
                        Style.FAINT,
                        width));
            }
        }
        Text stale = StaleMark.of(server, run.check().at());
        if (!stale.isBlank()) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY,
                    server.target() + " is not reached; its numbers are " + stale.plain(),
                    Style.WARN,
                    width));
        }
        if (server.missed() > 0) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY,
                    Units.count(server.missed(), "poll was", "polls were") + " missed",
                    Style.FAINT,
                    width));
        }
        if (server.answer() instanceof JobsAnswer.Listed listed && listed.onlyOwn()) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY, "Only this user's jobs: SUPER is required to see all.", Style.WARN, width));
        }
        return lines;
    }

    private List<Text> noneMeant(ServerJobs server, int width) {
        return server.poll()
                .map(poll -> Paragraph.lines(Text.EMPTY, criteria.none(poll.listed()), Style.FAINT, width))
                .orElse(List.of());
    }

    private static List<Text> groups(List<JobLine> jobs, int width) {
        List<Text> lines = new ArrayList<>(JobGroupColumns.TABLE.render(JobGroup.of(jobs), width));
        long without =
                jobs.stream().filter(line -> line.job().groupKey().isEmpty()).count();
        if (without > 0) {
            lines.addAll(Paragraph.lines(
                    Text.EMPTY,
                    Units.count(without, "job", "jobs")
                            + " without a group: started without GROUP_KEY, or on a server that has no groups yet (before the 9.0 line)",
                    Style.FAINT,
                    width));
        }
        return lines;
    }
}
