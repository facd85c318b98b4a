package io.tidbclient.importjob.run;

import io.tidbclient.importjob.estimate.Eta;
import io.tidbclient.importjob.estimate.JobEstimate;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a chart shows of a job at one time. Small, since a server keeps many; a value that is not known is not a number.
 *
 * @param second since the first sample of its series
 * @param phase with the step in it, {@code importing/encode}; empty once the job has ended
 * @param rows imported so far
 * @param share of the job's time that has passed as it was estimated, 0 to 1
 * @param stepShare the server's progress of the current step, 0 to 1
 * @param rowsPerSecond while the job works
 * @param bytesPerSecond of the step's data, while the job works
 * @param left the estimated seconds that remain
 * @param least the lower bound of {@code left}
 * @param most the upper bound of {@code left}
 */
public record JobSample(
        double second,
        String phase,
        double rows,
        float share,
        float stepShare,
        float rowsPerSecond,
        float bytesPerSecond,
        float left,
        float least,
        float most) {
    /** The sample of a job. */
    public static JobSample of(double second, JobLine line) {
        JobEstimate estimate = line.estimate();
        // At its end a job has an average, which is another thing.
        boolean over = line.watched().over();
        return new JobSample(
                second,
                phase(line),
                line.job().importedRows().isPresent()
                        ? (double) line.job().importedRows().getAsLong()
                        : Double.NaN,
                value(estimate.share()),
                line.job()
                        .step()
                        .filter(step -> step.percent().isPresent())
                        .map(step -> step.percent().getAsInt() / 100f)
                        .orElse(Float.NaN),
                over ? Float.NaN : value(estimate.rowsPerSecond()),
                over ? Float.NaN : value(estimate.bytesPerSecond()),
                seconds(estimate.eta(), Eta::left),
                seconds(estimate.eta(), Eta::least),
                seconds(estimate.eta(), Eta::most));
    }

    /** The same, whose text is that of {@code before} where they are equal, so that it is kept once. */
    JobSample sharing(JobSample before) {
        return phase.equals(before.phase)
                ? new JobSample(
                        second, before.phase, rows, share, stepShare, rowsPerSecond, bytesPerSecond, left, least, most)
                : this;
    }

    /** The same in a series that began earlier. */
    JobSample delayed(double seconds) {
        return new JobSample(
                second + seconds, phase, rows, share, stepShare, rowsPerSecond, bytesPerSecond, left, least, most);
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

    private static float value(OptionalDouble value) {
        return (float) value.orElse(Double.NaN);
    }

    private static float seconds(Optional<Eta> eta, Function<Eta, Duration> bound) {
        return eta.map(known -> bound.apply(known).toMillis() / 1e3f).orElse(Float.NaN);
    }
}
