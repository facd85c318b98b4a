package io.tidbclient.engine;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param run the participants when every machine had stopped
 * @param last the job's snapshot at that time
 * @param verdict the outcome
 * @param stopped why it ended before its machines were done, if it did
 * @param <S> the job's snapshot
 */
public record RunResult<S>(RunSnapshot run, S last, RunVerdict verdict, Optional<StopCause> stopped) {
    /** Of a run that was not stopped. */
    public RunResult(RunSnapshot run, S last, RunVerdict verdict) {
        this(run, last, verdict, Optional.empty());
    }
}
