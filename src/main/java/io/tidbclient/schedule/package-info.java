/**
 * What repeats by plan: Quarkus's scheduler, started by the command that schedules the first job.
 */
package io.tidbclient.schedule;
