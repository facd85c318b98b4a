/**
 * Verdicts about isolation: for people, as JSON and JUnit, and as a page with a picture of each cycle.
 */
package io.tidbclient.output.isolation;
