/**
 * Durations as users write them, and the sources of time.
 *
 * <p>Imports nothing else of this project; every other package may import it.
 */
package io.tidbclient.time;
