/**
 * Results of scenarios: timelines for people, JSON, JUnit reports, and the history of every operation.
 */
package io.tidbclient.output.scenario;
