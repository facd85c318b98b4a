package io.tidbclient.serve.api;

import io.tidbclient.importjob.run.JobSamples;
import io.tidbclient.output.json.JsonOut;

import java.util.OptionalDouble;

/** Writes the samples of an import job; what is not known is null. */
record SamplesJson(JsonOut json) {
    void samples(JobSamples samples) {
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

    private void number(String name, double value) {
        json.decimal(name, Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
    }
}
