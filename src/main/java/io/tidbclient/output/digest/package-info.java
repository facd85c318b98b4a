/**
 * What a snapshot adds up to, whoever renders it: latencies, failures of a kind, jobs as last seen.
 *
 * <p>May import {@code coordination}, {@code importjob}, {@code connection}, {@code state} and {@code config}.
 */
package io.tidbclient.output.digest;
