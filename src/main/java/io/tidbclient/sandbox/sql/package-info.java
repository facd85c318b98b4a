/**
 * The statements this server understands: a lexer, a parser for a handful of them, and what they mean as records.
 *
 * <p>May import {@code sandbox.wire} (types of columns) and nothing else of this project.
 */
package io.tidbclient.sandbox.sql;
