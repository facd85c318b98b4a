/**
 * The statements this server understands: a parser for a handful of them, and what they mean as records.
 */
package io.tidbclient.sandbox.sql;
