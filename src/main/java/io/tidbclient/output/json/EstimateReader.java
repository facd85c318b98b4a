package io.tidbclient.output.json;

import io.tidbclient.importjob.estimate.EstimateSource;
import io.tidbclient.importjob.estimate.JobEstimate;
import io.tidbclient.importjob.estimate.PhaseTime;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads what {@link EstimateJson} wrote, for a job that nothing more will be learned of: without the time left. */
public final class EstimateReader {
    private EstimateReader() {}

    /**
     * The estimate of a job.
     *
     * @param job as {@link JobsJson#job} wrote it
     */
    public static JobEstimate read(JsonIn job) {
        return job.optionalObject("estimate").map(EstimateReader::estimate).orElse(JobEstimate.NOTHING);
    }

    private static JobEstimate estimate(JsonIn json) {
        OptionalDouble percent = number(json, "percent");
        return new JobEstimate(
                percent.isPresent() ? OptionalDouble.of(percent.getAsDouble() / 100) : percent,
                json.parsed("basis", json.text("basis"), EstimateSource::valueOf),
                Optional.empty(),
                number(json, "expectedRows"),
                number(json, "rowsPerSecond"),
                number(json, "bytesPerSecond"),
                List.of(),
                json.millis("stalledMs"),
                json.objects("phases").stream().map(EstimateReader::phase).toList());
    }

    private static PhaseTime phase(JsonIn json) {
        return new PhaseTime(
                json.textOrEmpty("phase"),
                json.textOrEmpty("step"),
                json.millis("seenMs").orElse(Duration.ZERO),
                json.flag("fromBegin"),
                json.flag("over"));
    }

    private static OptionalDouble number(JsonIn json, String name) {
        return json.decimal(name)
                .map(BigDecimal::doubleValue)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }
}
