/**
 * Retry and circuit breaker as policies: what may be tried again, when, and when a host is not contacted. Retries are Mutiny's; the
 * breaker is {@link io.tidbclient.resilience.HostHealth}. Time and randomness are injected.
 */
package io.tidbclient.resilience;
