/**
 * Many machines at once: the coordinator consumes their events, folds them into immutable snapshots and publishes these.
 *
 * <p>May import {@code state}, {@code importjob}, {@code connection}, {@code resilience} and {@code config}.
 */
package io.tidbclient.coordination;
