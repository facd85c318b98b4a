/**
 * Durations as users write them, and the sources of time.
 */
package io.tidbclient.time;
