package io.tidbclient.output.imports;

import io.tidbclient.importjob.run.JobSample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The samples of one job as lines and bands of charts. Each line takes its name in the legend and its style; where a
 * value is not known, it has a gap.
 *
 * @param samples in their order, at least one
 * @param finished whether the job finished with the last of them
 */
record JobSeries(List<JobSample> samples, boolean finished) {
    /** The rows imported so far. */
    Chart.Line rows(String name, String style) {
        return line(name, style, JobSample::rows);
    }

    /** The elapsed share of the job's time as it was estimated, 0 to 100. */
    Chart.Line sharePercent(String name, String style) {
        return line(name, style, sample -> sample.share() * 100);
    }

    /** The server's own progress of the current step, 0 to 100. */
    Chart.Line stepPercent(String name, String style) {
        return line(name, style, sample -> sample.stepShare() * 100);
    }

    /** The rows per second until the job ended. */
    Chart.Line rowsPerSecond(String name, String style) {
        return line(name, style, JobSample::rowsPerSecond);
    }

    /** The bytes per second until the job ended. */
    Chart.Line bytesPerSecond(String name, String style) {
        return line(name, style, JobSample::bytesPerSecond);
    }

    /** The estimated time left or one of its bounds, in seconds. */
    Chart.Line left(String name, String style, ToDoubleFunction<JobSample> bound) {
        return line(name, style, bound);
    }

    /** What the time left really was, in seconds, once that is known: a job that finished. */
    Chart.Line trueLeft(String name, String style) {
        double end = samples.getLast().second();
        return new Chart.Line(
                name,
                style,
                finished && samples.size() > 1 ? List.of(new Chart.Point(0, end), new Chart.Point(end, 0)) : List.of());
    }

    /** The phases of the job, as far as they were seen. */
    List<Chart.Band> phases() {
        List<Chart.Band> bands = new ArrayList<>();
        String name = samples.getFirst().phase();
        double from = samples.getFirst().second();
        for (JobSample sample : samples) {
            if (!sample.phase().equals(name)) {
                bands.add(new Chart.Band(name, bands.size(), from, sample.second()));
                name = sample.phase();
                from = sample.second();
            }
        }
        bands.add(new Chart.Band(name, bands.size(), from, samples.getLast().second()));
        return bands.stream().filter(band -> !band.name().isEmpty()).toList();
    }

    private Chart.Line line(String name, String style, ToDoubleFunction<JobSample> value) {
        return new Chart.Line(
                name,
                style,
                samples.stream()
                        .map(sample -> new Chart.Point(sample.second(), value.applyAsDouble(sample)))
                        .toList());
    }
}
