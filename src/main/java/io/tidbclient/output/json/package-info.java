/**
 * A run as JSON, written value by value so that no reflection is needed. The schema is {@code report.schema.json} in
 * the package {@code output}, explained in docs/output.md.
 */
package io.tidbclient.output.json;
