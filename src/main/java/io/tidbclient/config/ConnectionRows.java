package io.tidbclient.config;

import java.util.List;

/**
 * A listed connection in {@code config show}.
 *
 * @param id its name
 * @param rows the settings that it has itself
 */
public record ConnectionRows(String id, List<SettingRow> rows) {
    public ConnectionRows {
        rows = List.copyOf(rows);
    }
}
