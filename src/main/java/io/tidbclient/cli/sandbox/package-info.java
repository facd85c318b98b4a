/** The commands that need no server: the simulated one, and the demonstration on it. */
package io.tidbclient.cli.sandbox;
