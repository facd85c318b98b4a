package io.tidbclient.output.job;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.text.Paragraph;
import io.tidbclient.output.text.Text;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table of import jobs. Where lines have a width, columns are left out, the least important first, and what the server
 * says of an ended job, or why one awaits a resolution, stands in full below its row; where they have none, each job is one line with everything.
 *
 * @param ends when its jobs are expected to end
 * @param selected whether a job has a mark before it
 */
public record JobTable(EndTimes ends, Predicate<JobLine> selected) {
    private static final String INDENT = "    ";

    /** One without a mark. */
    public JobTable(EndTimes ends) {
        this(ends, job -> false);
    }

    /**
     * For lines of that width.
     *
     * @param jobs from top to bottom
     * @param width at least 1; {@link Paragraph#UNLIMITED} where lines are never broken
     */
    public List<Text> fitting(List<JobLine> jobs, int width) {
        return width == Paragraph.UNLIMITED
                ? JobColumns.withResult(this).render(jobs, width)
                : withResults(JobColumns.fitting(this).render(jobs, width), jobs, width);
    }

    /** With every column there is, however wide that gets. */
    public List<Text> wide(List<JobLine> jobs) {
        return JobColumns.wide(this).render(jobs, Paragraph.UNLIMITED);
    }

    /** The number of the line in which {@link #fitting} has the selected job, of those it has; -1 without one. */
    public int place(List<JobLine> jobs, int width) {
        int place = 1;
        for (JobLine job : jobs) {
            if (selected.test(job)) {
                return place;
            }
            place += 1 + result(job, width).size();
        }
        return -1;
    }

    private static List<Text> withResults(List<Text> table, List<JobLine> jobs, int width) {
        List<Text> lines = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            lines.add(table.get(i));
            if (i > 0) {
                lines.addAll(result(jobs.get(i - 1), width));
            }
        }
        return lines;
    }

    private static List<Text> result(JobLine line, int width) {
        Text result = JobColumns.result(line);
        if (result.isBlank()) {
            return List.of();
        }
        return Paragraph.lines(
                Text.of(width > 2 * INDENT.length() ? INDENT : ""),
                result.plain(),
                JobColumns.resultStyle(line),
                Math.max(2, width));
    }
}
