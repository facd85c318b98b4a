package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.importjob.run.JobSamples;
import io.tidbclient.output.text.Units;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The charts of one job: one for each value that is known. Their style is up to the page, by the classes {@code line1},
 * {@code line2}, {@code bound}, {@code grid}, {@code band0} and {@code band1}.
 */
public final class JobCharts {
    private final JobSeries series;
    private final double seconds;
    private final List<Chart.Band> phases;

    /**
     * @param last the job at the last poll
     * @param samples up to then
     */
    public JobCharts(JobLine last, JobSamples samples) {
        boolean finished = last.watched().over() && last.estimate().share().orElse(0) == 1;
        series = new JobSeries(samples.all(), finished);
        seconds = Math.max(1, samples.last().second());
        phases = series.phases();
    }

    /** As HTML; empty when no value is known. */
    public String html() {
        return progress() + rates() + timeLeft();
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
                series.left("at most", "bound", JobSample::most),
                series.left("at least", "bound", JobSample::least),
                series.trueLeft("in truth", "line2"),
                series.left("estimated", "line1", JobSample::left));
    }

    private String chart(String title, DoubleFunction<String> unit, Chart.Line... lines) {
        return new Chart(title, unit, seconds, List.of(lines), phases).svg();
    }
}
