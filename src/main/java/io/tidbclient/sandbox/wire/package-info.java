/**
 * The server's side of the MySQL client/server protocol: packets, login and results, as much as the common drivers need.
 */
package io.tidbclient.sandbox.wire;
