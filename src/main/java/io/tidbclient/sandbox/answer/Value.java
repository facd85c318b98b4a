package io.tidbclient.sandbox.answer;

import io.tidbclient.sandbox.wire.ColumnType;

import java.util.Optional;

/**
 * What an expression came to.
 *
 * @param text empty for NULL
 * @param type of its column
 * @param decimals of its column
 */
record Value(Optional<String> text, ColumnType type, int decimals) {
    static Value text(String text) {
        return new Value(Optional.of(text), ColumnType.VARCHAR, 0);
    }

    static Value number(long number) {
        return new Value(Optional.of(String.valueOf(number)), ColumnType.BIGINT, 0);
    }
}
