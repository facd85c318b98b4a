/**
 * A simulated TiDB on loopback, over a real socket: for the demo, for tests, and for users' own scripts. It says that it
 * is one in its version's text; what is true of TiDB is proved on a real one.
 *
 * <p>May import nothing of this project but the packages below it and leaves, as {@code time} is one.
 */
package io.tidbclient.sandbox;
