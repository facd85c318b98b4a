/**
 * Retry and circuit breaker as policies: what may be tried again, when, and when a host is left alone. Built with
 * SmallRye Fault Tolerance's {@code Guard}; time and randomness are injected.
 *
 * <p>May import {@code config}.
 */
package io.tidbclient.resilience;
