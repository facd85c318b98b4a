/**
 * Text for people: cleaned, measured in terminal columns, toned, laid out in tables. Knows nothing of runs.
 *
 * <p>May import nothing else of this project.
 */
package io.tidbclient.output.text;
