package io.tidbclient.sandbox.instance;

import io.tidbclient.sandbox.wire.ColumnType;

/**
 * A system variable's value.
 *
 * @param value as text
 * @param type as a column
 */
public record Variable(String value, ColumnType type) {
    static Variable text(String value) {
        return new Variable(value, ColumnType.VARCHAR);
    }

    static Variable number(long value) {
        return new Variable(String.valueOf(value), ColumnType.BIGINT);
    }

    Variable withValue(String newValue) {
        return new Variable(newValue, type);
    }
}
