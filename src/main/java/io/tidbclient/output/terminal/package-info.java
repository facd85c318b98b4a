/**
 * The terminal as a place to draw on, and the clockwork that says when.
 */
package io.tidbclient.output.terminal;
