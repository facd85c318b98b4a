package io.tidbclient.scenario;

import io.tidbclient.connection.ColumnType;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** A value as a script writes it or a server answered it: what is bound to a statement and compared with a cell. */
public sealed interface Scalar {
    /** What is bound to a statement; {@code null} for NULL. */
    Object bound();

    /** As a person writes it: NULL, a number, text as it is. */
    String shown();

    /**
     * Whether a cell of a server's answer, empty for NULL, holds this value. The column's type says how they are compared:
     * numbers of a column of numbers as numbers; in any other column a number is the text that the script has.
     */
    boolean matches(Optional<String> cell, ColumnType.Kind kind);

    /** SQL's NULL. */
    record Null() implements Scalar {
        @Override
        public Object bound() {
            return null;
        }

        @Override
        public String shown() {
            return "NULL";
        }

        @Override
        public boolean matches(Optional<String> cell, ColumnType.Kind kind) {
            return cell.isEmpty();
        }
    }

    /** A number. */
    record Numeric(BigDecimal value) implements Scalar {
        /** A whole number. */
        public static Numeric of(long value) {
            return new Numeric(BigDecimal.valueOf(value));
        }

        @Override
        public Object bound() {
            return value;
        }

        @Override
        public String shown() {
            return value.toPlainString();
        }

        @Override
        public boolean matches(Optional<String> cell, ColumnType.Kind kind) {
            return switch (kind) {
                case NUMBER ->
                    cell.flatMap(Numeric::parse)
                            .filter(other -> other.value.compareTo(value) == 0)
                            .isPresent();
                case TEXT, BINARY -> cell.filter(shown()::equals).isPresent();
            };
        }

        /** The number that {@code text} is, if it is one of at most 100 characters. */
        public static Optional<Numeric> parse(String text) {
            try {
                return text.length() > 100 ? Optional.empty() : Optional.of(new Numeric(new BigDecimal(text)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    /** Text. */
    record Text(String value) implements Scalar {
        @Override
        public Object bound() {
            return value;
        }

        @Override
        public String shown() {
            return value;
        }

        @Override
        public boolean matches(Optional<String> cell, ColumnType.Kind kind) {
            return switch (kind) {
                case NUMBER, TEXT -> cell.filter(value::equals).isPresent();
                case BINARY ->
                    cell.map(Bytes::ofCell)
                            .filter(Bytes.of(value.getBytes(StandardCharsets.UTF_8))::equals)
                            .isPresent();
            };
        }
    }

    /**
     * Bytes.
     *
     * @param digits hexadecimal, in lower case, two for each byte
     */
    record Bytes(String digits) implements Scalar {
        private static final String PREFIX = "0x";

        /** The same bytes. */
        public static Bytes of(byte[] bytes) {
            return new Bytes(HexFormat.of().formatHex(bytes));
        }

        /** What a cell of a binary column holds: text that begins with {@code 0x} is in digits there. */
        public static Bytes ofCell(String cell) {
            return cell.startsWith(PREFIX)
                    ? new Bytes(cell.substring(PREFIX.length()))
                    : of(cell.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Object bound() {
            return HexFormat.of().parseHex(digits);
        }

        @Override
        public String shown() {
            return PREFIX + digits;
        }

        @Override
        public boolean matches(Optional<String> cell, ColumnType.Kind kind) {
            return switch (kind) {
                case NUMBER -> false;
                case TEXT ->
                    cell.map(text -> of(text.getBytes(StandardCharsets.UTF_8)))
                            .filter(this::equals)
                            .isPresent();
                case BINARY -> cell.map(Bytes::ofCell).filter(this::equals).isPresent();
            };
        }
    }
}
