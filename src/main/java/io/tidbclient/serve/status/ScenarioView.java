package io.tidbclient.serve.status;

import io.tidbclient.scenario.run.ScenarioResult.Status;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a scenario of a target.
 *
 * @param name unique among those of the target
 * @param running since when a run is in progress; empty while none is
 * @param next when the next run is due; empty when that is not known
 * @param since when its status became what it is; empty before the first run has ended
 * @param last the last run; empty before the first has ended
 */
public record ScenarioView(
        String name,
        Optional<Instant> running,
        Optional<Instant> next,
        Optional<Instant> since,
        Optional<ScenarioRecord> last) {
    /** One that has not been run. */
    static ScenarioView first(String name, Optional<Instant> next) {
        return new ScenarioView(name, Optional.empty(), next, Optional.empty(), Optional.empty());
    }

    /** The outcome of the last run; empty before the first has ended. */
    public Optional<Status> status() {
        return last.map(ScenarioRecord::status);
    }

    /** Whether its last run is a reason to look: it failed, or could not be run to its end. */
    public boolean isBad() {
        return status().filter(status -> status != Status.PASSED && status != Status.SKIPPED)
                .isPresent();
    }

    /** How many have ended since the server started. */
    public long runs() {
        return last.map(ScenarioRecord::number).orElse(0L);
    }

    ScenarioView started(Instant at) {
        return new ScenarioView(name, Optional.of(at), next, since, last);
    }

    ScenarioView ended(ScenarioRecord record, Optional<Instant> due) {
        boolean same = status().equals(Optional.of(record.status()));
        return new ScenarioView(
                name, Optional.empty(), due, same ? since : Optional.of(record.endedAt()), Optional.of(record));
    }

    /** This one when a run was stopped by the server, which proves nothing. */
    ScenarioView stopped() {
        return new ScenarioView(name, Optional.empty(), next, since, last);
    }
}
