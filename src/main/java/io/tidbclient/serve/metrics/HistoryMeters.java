package io.tidbclient.serve.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidbclient.serve.status.HistoryStatus;

import java.util.function.Supplier;

/** The metrics of the history database, of a server that has one. */
public final class HistoryMeters {
    private HistoryMeters() {}

    /** Registers them. */
    public static void register(MeterRegistry registry, Supplier<HistoryStatus> history) {
        Gauge.builder("tidb.client.history.up", () -> history.get().state() == HistoryStatus.State.UP ? 1 : 0)
                .description("1 while the history is written, else 0.")
                .register(registry);
        Gauge.builder("tidb.client.history.queue", () -> history.get().queued())
                .baseUnit("records")
                .description("Records that wait to be written to the history.")
                .register(registry);
        FunctionCounter.builder(
                        "tidb.client.history.dropped",
                        registry,
                        unused -> history.get().dropped())
                .baseUnit("records")
                .description("Records that were never written to the history.")
                .register(registry);
    }
}
