/**
 * Runs generated list-append transactions on a server, as a scenario's workload, and records their history.
 */
package io.tidbclient.isolation.run;
