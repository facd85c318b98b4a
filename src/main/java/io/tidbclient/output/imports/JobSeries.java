package io.tidbclient.output.imports;

import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.run.JobLine;
import io.tidbclient.output.imports.JobSamples.Sample;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * The samples of one job as lines and bands of charts. Each line takes its name in the legend and its style; where a
 * value is not known, it has a gap.
 *
 * @param samples in their order, at least one
 */
record JobSeries(List<Sample> samples) {
    /** The rows imported so far. */
    Chart.Line rows(String name, String style) {
        return line(
                name,
                style,
                job -> job.job().importedRows().isPresent()
                        ? (double) job.job().importedRows().getAsLong()
                        : Double.NaN);
    }

    /** The elapsed share of the job's time as it was estimated, 0 to 100. */
    Chart.Line sharePercent(String name, String style) {
        return line(name, style, job -> value(job.estimate().share()) * 100);
    }

    /** The server's own progress of the current step, 0 to 100. */
    Chart.Line stepPercent(String name, String style) {
        return line(
                name,
                style,
                job -> job.job().step().isPresent()
                                && job.job().step().get().percent().isPresent()
                        ? job.job().step().get().percent().getAsInt()
                        : Double.NaN);
    }

    /** The rows per second until the job ended. */
    Chart.Line rowsPerSecond(String name, String style) {
        return line(name, style, job -> rate(job, job.estimate().rowsPerSecond()));
    }

    /** The bytes per second until the job ended. */
    Chart.Line bytesPerSecond(String name, String style) {
        return line(name, style, job -> rate(job, job.estimate().bytesPerSecond()));
    }

    /** One bound of the estimated time left, in seconds. */
    Chart.Line left(String name, String style, Function<Eta, Duration> bound) {
        return line(name, style, job -> {
            Optional<Eta> eta = job.estimate().eta();
            return eta.isPresent() ? bound.apply(eta.get()).toMillis() / 1e3 : Double.NaN;
        });
    }

    /** What the time left really was, in seconds, once that is known: a job that finished. */
    Chart.Line trueLeft(String name, String style) {
        Sample last = samples.getLast();
        boolean finished =
                last.line().watched().over() && last.line().estimate().share().orElse(0) == 1 && samples.size() > 1;
        return new Chart.Line(
                name,
                style,
                finished ? List.of(new Chart.Point(0, last.second()), new Chart.Point(last.second(), 0)) : List.of());
    }

    /** The phases of the job, as far as they were seen. */
    List<Chart.Band> phases() {
        List<Chart.Band> bands = new ArrayList<>();
        String name = phase(samples.getFirst().line());
        double from = samples.getFirst().second();
        for (Sample sample : samples) {
            String now = phase(sample.line());
            if (!now.equals(name)) {
                bands.add(new Chart.Band(name, bands.size(), from, sample.second()));
                name = now;
                from = sample.second();
            }
        }
        bands.add(new Chart.Band(name, bands.size(), from, samples.getLast().second()));
        return bands.stream().filter(band -> !band.name().isEmpty()).toList();
    }

    private static String phase(JobLine line) {
        if (line.watched().over()) {
            return "";
        }
        String step = line.job().step().map(reported -> reported.step()).orElse("");
        String phase = line.job().phase().isEmpty()
                ? line.job().statusText()
                : line.job().phase();
        return step.isEmpty() || step.equals(phase) ? phase : phase + "/" + step;
    }

    private Chart.Line line(String name, String style, ToDoubleFunction<JobLine> value) {
        return new Chart.Line(
                name,
                style,
                samples.stream()
                        .map(sample -> new Chart.Point(sample.second(), value.applyAsDouble(sample.line())))
                        .toList());
    }

    /** At its end a job has an average, which is another thing. */
    private static double rate(JobLine line, OptionalDouble rate) {
        return line.watched().over() ? Double.NaN : value(rate);
    }

    private static double value(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
