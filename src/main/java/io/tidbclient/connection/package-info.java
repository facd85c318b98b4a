/**
 * Where JDBC and Agroal end: named datasources, sessions, TLS, and the classification of what can go wrong.
 *
 * <p>Nothing else of this project imports {@code java.sql} or Agroal.
 */
package io.tidbclient.connection;
