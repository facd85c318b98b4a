package io.tidbclient.sandbox.sql;

/**
 * One column of a SELECT.
 *
 * @param expression what is asked
 * @param label the alias, or the expression as it was written
 */
public record SelectItem(Expression expression, String label) {}
