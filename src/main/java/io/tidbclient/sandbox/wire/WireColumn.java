package io.tidbclient.sandbox.wire;

/**
 * A column of a result.
 *
 * @param name as shown
 * @param type of its values
 * @param decimals 0 to 6 for times, 0 to 30 for numbers; 0 for all else
 */
public record WireColumn(String name, ColumnType type, int decimals) {
    private static final int NUMBER_FLAGS = 0x80;

    public WireColumn {
        if (decimals < 0 || decimals > 30) {
            throw new IllegalArgumentException(decimals + " decimals are not between 0 and 30");
        }
    }

    /** Without decimals. */
    public WireColumn(String name, ColumnType type) {
        this(name, type, 0);
    }

    byte[] encode() {
        return new PayloadWriter()
                .lengthEncodedText("def")
                .lengthEncodedText("")
                .lengthEncodedText("")
                .lengthEncodedText("")
                .lengthEncodedText(name)
                .lengthEncodedText("")
                .u8(0x0c)
                .u16(type.collation())
                .u32(type.length())
                .u8(type.code())
                .u16(type.collation() == ColumnType.BIGINT.collation() ? NUMBER_FLAGS : 0)
                .u8(decimals)
                .u16(0)
                .toBytes();
    }
}
