package io.tidbclient.config;

/**
 * What the YAML file has under {@code serve.history}.
 *
 * @param origin where it stands
 * @param own its settings
 */
record HistorySection(Origin origin, Layer own) {}
