/**
 * Reads scripts: YAML to the scenario's records, every mistake as a sentence with file, line, column and remedy.
 */
package io.tidbclient.scenario.script;
