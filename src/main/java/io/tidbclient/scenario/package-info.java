/**
 * What a scenario is: sessions, steps, expectations and how a run of one ended, as immutable records. Nothing here reads
 * a file or opens a connection.
 */
package io.tidbclient.scenario;
