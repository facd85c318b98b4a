package io.tidbclient.scenario;

import java.math.BigDecimal;
import java.util.Optional;

/** A value as a script writes it or a server answered it: what is bound to a statement and compared with a cell. */
public sealed interface Scalar {
    /** What is bound to a statement; {@code null} for NULL. */
    Object bound();

    /** As a person writes it: NULL, a number, text as it is. */
    String shown();

    /** Whether a cell of a server's answer, empty for NULL, holds this value; numbers are compared as numbers. */
    boolean matches(Optional<String> cell);

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
        public boolean matches(Optional<String> cell) {
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
        public boolean matches(Optional<String> cell) {
            return cell.flatMap(Numeric::parse)
                    .filter(other -> other.value.compareTo(value) == 0)
                    .isPresent();
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
        public boolean matches(Optional<String> cell) {
            return cell.filter(value::equals).isPresent();
        }
    }
}
