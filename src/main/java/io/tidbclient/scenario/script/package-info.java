/**
 * Reads scripts: YAML to the scenario's records, every mistake as a sentence with file, line, column and remedy.
 *
 * <p>May import {@code scenario}, {@code connection} (for products and error codes) and {@code config}.
 */
package io.tidbclient.scenario.script;
