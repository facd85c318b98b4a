package io.tidbclient.claims;

/**
 * Two worlds that differ in one fact.
 *
 * @param sound where the fact holds
 * @param falsified where it does not
 */
record Falsification(World.Source sound, World.Source falsified) {}
