/**
 * What repeats by plan: Quarkus's scheduler, started by the command that schedules the first job.
 *
 * <p>May import {@code config}.
 */
package io.tidbclient.schedule;
