package io.tidbclient.serve.history;

import io.tidbclient.serve.status.ServerEvent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what the server shows of the time before its start, once: a day of checks, and the import jobs of that day. */
final class HistoryReader {
    /** As much as the server shows. */
    private static final Duration SHOWN = Duration.ofDays(1);

    private final HistoryStore store;
    private final Instant startedAt;

    /** @param startedAt when the server started; what came later it knows itself */
    HistoryReader(HistoryStore store, Instant startedAt) {
        this.store = store;
        this.startedAt = startedAt;
    }

    /** One event for each target. */
    List<ServerEvent.HistoryRead> read(List<String> targets) {
        List<ServerEvent.HistoryRead> events = new ArrayList<>();
        for (String target : targets) {
            events.add(new ServerEvent.HistoryRead(target, store.read(target, startedAt.minus(SHOWN), startedAt)));
        }
        return events;
    }
}
