/**
 * Checks a history of list-append transactions: which isolation anomalies it has, and which consistency models they rule out.
 *
 * <p>The method is that of Kingsbury and Alvaro, "Elle: Inferring Isolation Anomalies from Experimental Observations" (VLDB
 * 2020): lists show the order of their versions, versions show the dependencies between transactions, and cycles of
 * dependencies are anomalies. Start at {@link io.tidbclient.history.check.HistoryChecker}. A library without SQL and without
 * a command line; it imports {@code history} alone.
 */
package io.tidbclient.history.check;
