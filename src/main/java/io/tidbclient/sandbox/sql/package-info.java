/**
 * The statements this server understands: a parser for a handful of them, and what they mean as records.
 *
 * <p>May import {@code sandbox.wire} (types of columns), {@code sql}, and nothing else of this project.
 */
package io.tidbclient.sandbox.sql;
