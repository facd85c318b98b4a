package io.tidbclient.output.isolation;

import io.tidbclient.engine.RunVerdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All histories of one command.
 *
 * @param startedAt when it began
 * @param took to the end
 * @param histories at least one
 * @param verdict of all
 */
public record IsolationReport(Instant startedAt, Duration took, List<HistoryReport> histories, RunVerdict verdict) {
    public IsolationReport {
        histories = List.copyOf(histories);
        if (histories.isEmpty()) {
            throw new IllegalArgumentException("a report is about at least one history");
        }
    }

    /** The same with another verdict. */
    public IsolationReport but(RunVerdict other) {
        return new IsolationReport(startedAt, took, histories, other);
    }
}
