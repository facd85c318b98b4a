/**
 * What a verification of an isolation level is: its settings, the transactions that it generates, and which consistency model a
 * server's documentation promises.
 */
package io.tidbclient.isolation;
