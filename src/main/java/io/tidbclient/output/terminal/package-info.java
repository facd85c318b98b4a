/**
 * The terminal as a place to draw on, and the clockwork that says when.
 *
 * <p>May import {@code output.text}.
 */
package io.tidbclient.output.terminal;
