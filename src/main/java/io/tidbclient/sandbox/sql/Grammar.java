package io.tidbclient.sandbox.sql;

/**
 * Which statements about import jobs the simulated server knows; one it does not know is a syntax error.
 *
 * @param importJobs TiDB from 7.2 on
 * @param importGroups groups and raw statistics, TiDB's 9.0 line
 */
public record Grammar(boolean importJobs, boolean importGroups) {}
