/**
 * Plays scenarios: each session is a participant of a coordinator's run with a state for each of its steps, and so is the
 * director, who sets the stage, releases the steps in their order, sees who waits for whom, and decides whether what
 * happened is what was expected. Sessions and director speak through the run's messages and share nothing else.
 *
 * <p>May import {@code scenario}, {@code coordination}, {@code state}, {@code connection} and {@code config}.
 */
package io.tidbclient.scenario.play;
