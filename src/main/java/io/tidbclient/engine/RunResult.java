package io.tidbclient.engine;

/**
 * How a run ended.
 *
 * @param run the participants when every machine had stopped
 * @param last the job's snapshot at that time
 * @param verdict the outcome
 * @param <S> the job's snapshot
 */
public record RunResult<S>(RunSnapshot run, S last, RunVerdict verdict) {}
