/**
 * The history of a server in a database of the MySQL protocol: what its targets' checks came to, and its import jobs with their
 * samples. One writer takes them from a bounded queue, so that a database that is slow or away delays nothing but itself.
 */
package io.tidbclient.serve.history;
