package io.tidbclient.scenario;

/**
 * A step that has to have ended before another one begins.
 *
 * @param place where the other one names it
 * @param step its name
 */
public record Predecessor(Place place, String step) {}
