package io.tidbclient.serve.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a history has of a target, from before this server started.
 *
 * @param recent its latest checks, the last one first
 * @param since when its state became what it was at the last of them; empty without any
 * @param server what its last check that succeeded found out about its server; empty when none is kept
 * @param slots the day's, the earliest first
 * @param jobs its import jobs as they were last seen, active ones among them
 */
public record TargetPast(
        List<CheckRecord> recent,
        Optional<Instant> since,
        Optional<PastServer> server,
        List<Trend.Slot> slots,
        List<JobView> jobs) {
    public TargetPast {
        recent = List.copyOf(recent);
        slots = List.copyOf(slots);
        jobs = List.copyOf(jobs);
    }
}
