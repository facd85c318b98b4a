package io.tidbclient.config;

/**
 * A line of {@code config show}.
 *
 * @param key the setting's key
 * @param value its text, a secret's as asterisks; empty when it is not set
 * @param origin where it came from, {@code TIDB_USER} for example; {@code not set} when it has no value
 */
public record SettingRow(String key, String value, String origin) {}
