/**
 * Results of scenarios: timelines for people, JSON, JUnit reports, and the history of every operation.
 *
 * <p>May import {@code scenario}, {@code scenario.run}, and what {@code output} may.
 */
package io.tidbclient.output.scenario;
