/**
 * Renders a run: as lines, as a live view, as JSON. It renders what the coordinator publishes and decides nothing.
 */
package io.tidbclient.output;
