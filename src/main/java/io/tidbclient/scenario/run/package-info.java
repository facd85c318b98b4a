/**
 * Executes scenarios. Each session is a participant of a coordinator's run with a state for each of its steps. One more
 * participant, the controller, creates the fixture, starts the steps in their order, reads the server's lock waits, and
 * compares outcomes with expectations. Sessions and controller exchange messages and share no other state.
 */
package io.tidbclient.scenario.run;
