package io.tidbclient.output.imports;

import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobSamples.Sample;
import io.tidbclient.output.job.JobColumns;
import io.tidbclient.output.text.Text;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

/** One job's part of a page: its facts at the last poll, and a chart for each value that is known. */
final class JobSection {
    private final JobLine last;
    private final JobSeries series;
    private final double seconds;
    private final List<Chart.Band> phases;

    /** @param samples in their order, at least one */
    JobSection(List<Sample> samples) {
        last = samples.getLast().line();
        series = new JobSeries(samples);
        seconds = Math.max(1, samples.getLast().second());
        phases = series.phases();
    }

    /** The section. */
    String html() {
        return heading() + facts() + progress() + rates() + timeLeft() + "</section>\n";
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

    private String progress() {
        return chart("Rows", value -> Units.about(value), series.rows("rows", "line1"))
                + chart(
                        "Elapsed share of the job's time, in %",
                        value -> String.valueOf(Math.round(value)),
                        series.sharePercent("share", "line1"),
                        series.stepPercent("the server's, of the step", "line2"));
    }

    private String rates() {
        return chart("Rows per second", value -> Units.about(value), series.rowsPerSecond("rows/s", "line1"))
                + chart(
                        "Bytes per second of the step's data",
                        value -> Units.bytes(value),
                        series.bytesPerSecond("bytes/s", "line1"));
    }

    private String timeLeft() {
        return chart(
                "Time left, as it was estimated",
                value -> Units.clock(Duration.ofMillis((long) (value * 1e3))),
                series.left("at most", "bound", Eta::most),
                series.left("at least", "bound", Eta::least),
                series.trueLeft("in truth", "line2"),
                series.left("estimated", "line1", Eta::left));
    }

    private String chart(String title, DoubleFunction<String> unit, Chart.Line... lines) {
        return new Chart(title, unit, seconds, List.of(lines), phases).svg();
    }
}
