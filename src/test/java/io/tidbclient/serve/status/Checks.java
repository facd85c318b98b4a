package io.tidbclient.serve.status;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.check.ConnectionView;
import io.tidbclient.engine.Outcome;
import io.tidbclient.engine.RunResult;
import io.tidbclient.engine.RunVerdict;
import io.tidbclient.output.Runs;

import java.time.Duration;
import java.util.List;

/** Made-up checks that have ended. */
public final class Checks {
    private Checks() {}

    /** One that succeeded, {@code after} the start of all. */
    public static RunResult<CheckSnapshot> up(Duration after) {
        return result(after, Runs.completed(1), new RunVerdict(Outcome.SUCCESS, "1 of 1 connection completed"));
    }

    /** One whose only connection was refused. */
    public static RunResult<CheckSnapshot> down(Duration after) {
        return result(
                after,
                Runs.failed(1, Runs.REFUSED),
                new RunVerdict(Outcome.UNREACHABLE, "0 of 1 connection completed"));
    }

    private static RunResult<CheckSnapshot> result(Duration after, ConnectionView view, RunVerdict verdict) {
        CheckSnapshot last = Runs.run(after, List.of(view));
        return new RunResult<>(last.states(), last, verdict);
    }
}
