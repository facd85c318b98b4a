package io.tidbclient.sandbox.wire;

/** The types of columns this server answers with. */
public enum ColumnType {
    /** 64-bit. */
    BIGINT(0x08, 20),
    /** Exact, with decimals. */
    DECIMAL(0xf6, 65),
    /** Always NULL. */
    NULL(0x06, 0),
    /** A date. */
    DATE(0x0a, 10),
    /** Date and time in the session's time zone, from a function. */
    DATETIME(0x0c, 26),
    /** Date and time in the session's time zone, stored. */
    TIMESTAMP(0x07, 19),
    /** Text, from an expression. */
    VARCHAR(0xfd, 256),
    /** Text, in {@code SHOW IMPORT JOBS}; TiDB gives it the odd length of 4 (seen on v8.5.4). */
    CHAR(0xfe, 4);

    private static final int BINARY = 63;
    private static final int UTF8MB4_BIN = 46;

    private final int code;
    private final int length;

    ColumnType(int code, int length) {
        this.code = code;
        this.length = length;
    }

    int code() {
        return code;
    }

    int length() {
        return length;
    }

    int collation() {
        return isText() ? UTF8MB4_BIN : BINARY;
    }

    private boolean isText() {
        return this == VARCHAR || this == CHAR;
    }
}
