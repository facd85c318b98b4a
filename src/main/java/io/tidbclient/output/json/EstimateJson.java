package io.tidbclient.output.json;

import io.tidbclient.importjob.ImportHistory;
import io.tidbclient.importjob.estimate.JobEstimate;

import java.util.OptionalDouble;

/**
 * Writes what is known of an import job beyond the server's words.
 *
 * @param json where to
 */
record EstimateJson(JsonOut json) {
    /** Figures of earlier imports. */
    void past(ImportHistory history) {
        json.number("imports", history.count());
        json.exactly("rowsPerByte", OptionalDouble.of(history.rowsPerByte()));
        json.exactly("leastRowsPerByte", OptionalDouble.of(history.leastRowsPerByte()));
        json.exactly("mostRowsPerByte", OptionalDouble.of(history.mostRowsPerByte()));
        json.exactly("secondsPerByte", OptionalDouble.of(history.secondsPerByte()));
        json.exactly("leastSecondsPerByte", OptionalDouble.of(history.leastSecondsPerByte()));
        json.exactly("mostSecondsPerByte", OptionalDouble.of(history.mostSecondsPerByte()));
    }

    void estimate(JobEstimate estimate) {
        OptionalDouble share = estimate.share();
        json.decimal("percent", share.isPresent() ? OptionalDouble.of(share.getAsDouble() * 100) : share);
        json.text("basis", estimate.source().name());
        json.object("left", estimate.eta(), eta -> {
            json.millis("likelyMs", eta.left());
            json.millis("leastMs", eta.least());
            json.millis("mostMs", eta.most());
        });
        json.decimal("expectedRows", estimate.expectedRows());
        json.decimal("rowsPerSecond", estimate.rowsPerSecond());
        json.decimal("bytesPerSecond", estimate.bytesPerSecond());
        json.millis("stalledMs", estimate.stalledFor());
        json.objects("phases", estimate.phases(), phase -> {
            json.textOrNull("phase", phase.phase());
            json.textOrNull("step", phase.step());
            json.millis("seenMs", phase.seen());
            json.flag("fromBegin", phase.fromBegin());
            json.flag("over", phase.over());
        });
    }
}
