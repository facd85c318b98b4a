/**
 * Text for people: cleaned, measured in terminal columns, toned, laid out in tables. Knows nothing of runs.
 */
package io.tidbclient.output.text;
