package io.tidbclient.check;

import io.tidbclient.connection.Row;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A row of texts by column name. */
record Cells(Map<String, String> texts) implements Row {
    Cells {
        texts = Map.copyOf(texts);
    }

    @Override
    public List<String> columns() {
        return List.copyOf(texts.keySet());
    }

    @Override
    public Optional<String> text(String column) {
        return Optional.ofNullable(texts.get(column));
    }

    @Override
    public OptionalLong number(String column) {
        return text(column).map(text -> OptionalLong.of(Long.parseLong(text))).orElse(OptionalLong.empty());
    }

    @Override
    public Optional<LocalDateTime> time(String column) {
        return text(column).map(text -> LocalDateTime.parse(text.replace(' ', 'T')));
    }
}
