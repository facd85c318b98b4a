/**
 * Durations as users write them.
 *
 * <p>Imports nothing else of this project; every other package may import it.
 */
package io.tidbclient.time;
