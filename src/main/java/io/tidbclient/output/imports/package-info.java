/**
 * Renders import jobs: as a table, as a live view, as lines, as JSON and CSV, as a page with charts. What is not known
 * of a job is left blank.
 */
package io.tidbclient.output.imports;
