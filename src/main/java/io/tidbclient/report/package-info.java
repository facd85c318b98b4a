/**
 * Reports of checks: what is in one, and how those of a check's shares add up to that of the whole. May import coordination
 * and what is below it.
 */
package io.tidbclient.report;
