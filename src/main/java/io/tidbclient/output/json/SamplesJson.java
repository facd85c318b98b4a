package io.tidbclient.output.json;

import io.tidbclient.importjob.run.JobSample;
import io.tidbclient.importjob.run.JobSamples;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Writes and reads the samples of an import job; what is not known is null.
 *
 * @param json where to
 */
public record SamplesJson(JsonOut json) {
    /** The array {@code samples}. */
    public void samples(JobSamples samples) {
        json.objects("samples", samples.all(), sample -> {
            number("afterMs", sample.second() * 1e3);
            json.textOrNull("phase", sample.phase());
            number("importedRows", sample.rows());
            number("percent", sample.share() * 100);
            number("stepPercent", sample.stepShare() * 100);
            number("rowsPerSecond", sample.rowsPerSecond());
            number("bytesPerSecond", sample.bytesPerSecond());
            number("likelyMs", sample.left() * 1e3);
            number("leastMs", sample.least() * 1e3);
            number("mostMs", sample.most() * 1e3);
        });
    }

    /** Reads the array {@code samples}. */
    public static List<JobSample> read(JsonIn json) {
        return json.objects("samples").stream().map(SamplesJson::sample).toList();
    }

    private static JobSample sample(JsonIn json) {
        return new JobSample(
                read(json, "afterMs") / 1e3,
                json.textOrEmpty("phase"),
                read(json, "importedRows"),
                (float) (read(json, "percent") / 100),
                (float) (read(json, "stepPercent") / 100),
                (float) read(json, "rowsPerSecond"),
                (float) read(json, "bytesPerSecond"),
                (float) (read(json, "likelyMs") / 1e3),
                (float) (read(json, "leastMs") / 1e3),
                (float) (read(json, "mostMs") / 1e3));
    }

    private static double read(JsonIn json, String name) {
        return json.decimal(name).map(BigDecimal::doubleValue).orElse(Double.NaN);
    }

    private void number(String name, double value) {
        json.decimal(name, Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
    }
}
