/**
 * SQL as MySQL writes it, below any grammar: tokens, and names in quotes.
 *
 * <p>Imports nothing else of this project; every other package may import it.
 */
package io.tidbclient.sql;
