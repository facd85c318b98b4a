/**
 * SQL as MySQL writes it, below any grammar: tokens, and names in quotes.
 */
package io.tidbclient.sql;
