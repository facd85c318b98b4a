/**
 * Renders a run: as lines, as a live view, as JSON. It renders what the coordinator publishes and decides nothing.
 *
 * <p>May import {@code coordination}, {@code state.handler} (for its findings), {@code importjob}, {@code state},
 * {@code connection} and {@code config}; knows neither picocli nor JDBC.
 */
package io.tidbclient.output;
