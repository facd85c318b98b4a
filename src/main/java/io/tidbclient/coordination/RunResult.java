package io.tidbclient.coordination;

/**
 * How a run ended.
 *
 * @param last the run when every machine had stopped
 * @param verdict what came of it
 */
public record RunResult(RunSnapshot last, RunVerdict verdict) {}
