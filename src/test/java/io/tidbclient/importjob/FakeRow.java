package io.tidbclient.importjob;

import io.tidbclient.connection.Row;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row as a server would send it: names and texts, {@code null} for NULL. */
public record FakeRow(Map<String, String> cells) implements Row {
    public FakeRow {
        cells = Collections.unmodifiableMap(new LinkedHashMap<>(cells));
    }

    @Override
    public List<String> columns() {
        return List.copyOf(cells.keySet());
    }

    @Override
    public Optional<String> text(String column) {
        return cells.entrySet().stream()
                .filter(cell -> cell.getKey().equalsIgnoreCase(column))
                .findFirst()
                .flatMap(cell -> Optional.ofNullable(cell.getValue()));
    }

    @Override
    public OptionalLong number(String column) {
        try {
            return text(column)
                    .map(text -> OptionalLong.of(Long.parseLong(text)))
                    .orElse(OptionalLong.empty());
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<LocalDateTime> time(String column) {
        try {
            return text(column).map(text -> LocalDateTime.parse(text.replace(' ', 'T')));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
