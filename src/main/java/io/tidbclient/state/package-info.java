/**
 * The state machine that drives a connection: states and legal edges as data, a handler for each state, one transition
 * method. It knows nothing of what the handlers do.
 *
 * <p>May import {@code connection} (for {@code Failure}) and {@code config}.
 */
package io.tidbclient.state;
