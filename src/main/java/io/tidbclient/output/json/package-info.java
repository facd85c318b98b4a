/**
 * A run as JSON, written value by value so that no reflection is needed. The schema is {@code report.schema.json} in
 * the package {@code output}, explained in docs/output.md.
 *
 * <p>May import {@code output.digest} and what that may import, and {@code state.handler} for its findings.
 */
package io.tidbclient.output.json;
