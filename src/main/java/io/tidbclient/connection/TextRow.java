package io.tidbclient.connection;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
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
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final Header header;
    private final List<String> values;

    /**
     * The columns of an answer, shared by its rows.
     *
     * @param names as the server wrote them
     * @param positions by name in lower case; the first of several with the same name
     */
    record Header(List<String> names, Map<String, Integer> positions) {
        static Header of(List<String> names) {
            Map<String, Integer> positions = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                positions.putIfAbsent(key(names.get(i)), i);
            }
            return new Header(List.copyOf(names), Map.copyOf(positions));
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
        return header.positions.containsKey(key(column));
    }

    @Override
    public Optional<String> text(String column) {
        Integer position = header.positions.get(key(column));
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
        return text(column).flatMap(TextRow::parseTime);
    }

    private static Optional<LocalDateTime> parseTime(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.strip(), TIME));
        } catch (DateTimeException e) {
            // The zero date among them: it has no month.
            return Optional.empty();
        }
    }

    private static String key(String column) {
        return column.toLowerCase(Locale.ROOT);
    }
}
