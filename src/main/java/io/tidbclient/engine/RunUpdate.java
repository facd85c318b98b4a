package io.tidbclient.engine;

/**
 * What happened in a run, and the run with it.
 *
 * @param event what happened
 * @param after the job's snapshot, with the event's effect
 * @param <S> the job's snapshot
 */
public record RunUpdate<S>(RunEvent event, S after) {}
