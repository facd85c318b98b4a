package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.importjob.run.JobSamples;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.text.Html;
import io.tidbclient.output.text.Text;

/** One job's part of a page: its facts at the last poll, and a chart for each value that is known. */
final class JobSection {
    private final JobLine last;
    private final JobSamples samples;

    /**
     * @param last the job at the last poll
     * @param samples up to then
     */
    JobSection(JobLine last, JobSamples samples) {
        this.last = last;
        this.samples = samples;
    }

    /** The section. */
    String html() {
        return heading() + facts() + new JobCharts(last, samples).html() + "</section>\n";
    }

    private String heading() {
        return "<section><h2>Job "
                + last.job().id()
                + " – "
                + Html.escape(last.job().tableName())
                + " – "
                + Html.escape(JobColumns.status(last).plain())
                + "</h2>\n";
    }

    private String facts() {
        return "<dl>"
                + fact("server", last.target().toString())
                + fact("source", last.job().dataSource())
                + fact("source size", last.job().sourceSize())
                + fact("rows", JobColumns.rows(last).plain())
                + fact("elapsed", JobColumns.elapsed(last).plain())
                + fact(
                        "rows/s",
                        JobColumns.rate(last.estimate().rowsPerSecond()).plain())
                + fact(
                        "bytes/s",
                        JobColumns.bytes(last.estimate().bytesPerSecond()).plain())
                + fact("result", last.job().resultMessage())
                + "</dl>\n";
    }

    private static String fact(String name, String value) {
        return Text.of(value).isBlank() ? "" : "<dt>" + name + "</dt><dd>" + Html.escape(value) + "</dd>";
    }
}
