/**
 * A simulated TiDB on loopback, over a real socket: for the demo, for tests, and for users' own scripts. It says that it
 * is one in its version's text; what is true of TiDB is proved on a real one.
 */
package io.tidbclient.sandbox;
