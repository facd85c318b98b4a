/**
 * The states of the check: one bean for each, the workflow that orders them, and what they find.
 *
 * <p>May import {@code state}, {@code importjob}, {@code connection}, {@code resilience} and {@code config}.
 */
package io.tidbclient.state.handler;
