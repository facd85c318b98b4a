package io.tidbclient.connection;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A row as the server sent it, in text. Reading times from the text and not through {@code java.sql.Timestamp} keeps the
 * client's time zone out of them.
 */
final class TextRow implements Row {
    private final Header header;
    private final List<String> values;

    /**
     * The columns of an answer, shared by its rows.
     *
     * @param names as the server wrote them
     * @param positions by name as the server wrote it, and in lower case; the first of several with the same name
     */
    record Header(List<String> names, Map<String, Integer> positions) {
        static Header of(List<String> names) {
            Map<String, Integer> positions = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                positions.putIfAbsent(key(names.get(i)), i);
            }
            // Most ask for the server's own spelling, for thousands of rows; then there is nothing to fold.
            for (int i = 0; i < names.size(); i++) {
                positions.putIfAbsent(names.get(i), positions.get(key(names.get(i))));
            }
            return new Header(List.copyOf(names), Map.copyOf(positions));
        }

        Integer position(String column) {
            Integer position = positions.get(column);
            return position != null ? position : positions.get(key(column));
        }
    }

    /** @param values in the header's order; {@code null} for NULL */
    TextRow(Header header, String... values) {
        this.header = header;
        this.values = Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public List<String> columns() {
        return header.names;
    }

    @Override
    public boolean has(String column) {
        return header.position(column) != null;
    }

    @Override
    public Optional<String> text(String column) {
        Integer position = header.position(column);
        return position == null ? Optional.empty() : Optional.ofNullable(values.get(position));
    }

    @Override
    public OptionalLong number(String column) {
        Optional<String> text = text(column);
        try {
            return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get().strip())) : OptionalLong.empty();
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public Optional<LocalDateTime> time(String column) {
        return text(column).map(String::strip).flatMap(TimeText::parse);
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
