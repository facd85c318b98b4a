package io.tidbclient.output.json;

import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.digest.ExitCodes;

/**
 * A verdict in a report.
 *
 * @param exitCodes the number beside the outcome's name
 */
public record VerdictJson(ExitCodes exitCodes) {
    /** The object {@code verdict}. */
    public void object(JsonOut json, RunVerdict verdict) {
        json.object("verdict", () -> {
            json.text("outcome", verdict.outcome().label());
            json.number("exitCode", exitCodes.of(verdict.outcome()));
            json.text("sentence", verdict.sentence());
        });
    }
}
