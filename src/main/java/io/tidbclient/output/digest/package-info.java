/**
 * What a snapshot adds up to, whoever renders it: latencies, failures of a kind, jobs as last seen.
 */
package io.tidbclient.output.digest;
