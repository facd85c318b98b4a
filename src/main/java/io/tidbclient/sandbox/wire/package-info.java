/**
 * The server's side of the MySQL client/server protocol: packets, login and results, as much as the common drivers need.
 *
 * <p>May import nothing else of this project.
 */
package io.tidbclient.sandbox.wire;
