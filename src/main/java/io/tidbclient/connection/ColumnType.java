package io.tidbclient.connection;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * The type of a column of an answer.
 *
 * @param name as the server's language calls it, {@code BIGINT UNSIGNED}; empty when unknown
 * @param kind how its values are compared
 */
public record ColumnType(String name, Kind kind) {
    private static final String BIT = "BIT";

    /** How values are compared, and how a cell's text is to be read. */
    public enum Kind {
        /** As numbers; a BIT is the number that its bits are. */
        NUMBER,
        /** As text; dates, times and JSON too. */
        TEXT,
        /** As bytes: a cell that begins with {@code 0x} is in hexadecimal digits, any other is UTF-8. */
        BINARY
    }

    /** A type without a name. */
    public static ColumnType of(Kind kind) {
        return new ColumnType("", kind);
    }

    /** @param column counts from 1 */
    static ColumnType of(ResultSetMetaData meta, int column) throws SQLException {
        String name = meta.getColumnTypeName(column);
        return new ColumnType(name, isBits(name) ? Kind.NUMBER : kind(meta.getColumnType(column)));
    }

    /** Whether the server sends values as bits and not as digits. */
    boolean isBits() {
        return isBits(name);
    }

    private static boolean isBits(String name) {
        return name.equals(BIT);
    }

    private static Kind kind(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> Kind.NUMBER;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Kind.BINARY;
            default -> Kind.TEXT;
        };
    }
}
