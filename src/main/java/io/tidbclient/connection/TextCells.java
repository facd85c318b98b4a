package io.tidbclient.connection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the cells of an answer row by row, as the server sent them: {@code getString} would write times anew. A value that
 * is the same as in the row before is one text for both; of thousands of rows much repeats.
 */
final class TextCells {
    /** What stands for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\uFFFD';

    private final ResultSet results;
    private final byte[][] before;
    private final String[] textsBefore;

    TextCells(ResultSet results, int columns) {
        this.results = results;
        this.before = new byte[columns][];
        this.textsBefore = new String[columns];
    }

    /** The row that the results stand on; {@code null} for NULL, {@code 0x} and hexadecimal digits for what is no text. */
    String[] row() throws SQLException {
        for (int i = 0; i < before.length; i++) {
            byte[] bytes = results.getBytes(i + 1);
            if (!Arrays.equals(bytes, before[i])) {
                before[i] = bytes;
                textsBefore[i] = bytes == null ? null : text(bytes);
            }
        }
        return textsBefore.clone();
    }

    /** As {@link #row()}, by type: bits as the number that they are, and binary text that could be taken for digits as digits. */
    String[] row(List<ColumnType> types) throws SQLException {
        String[] row = row();
        for (int i = 0; i < row.length; i++) {
            if (row[i] != null && types.get(i).isBits()) {
                row[i] = AnswerReader.number(before[i]);
            } else if (row[i] != null
                    && types.get(i).kind() == ColumnType.Kind.BINARY
                    && before[i].length > 1
                    && before[i][0] == '0'
                    && before[i][1] == 'x') {
                row[i] = hexadecimal(before[i]);
            }
        }
        return row;
    }

    private static String hexadecimal(byte[] bytes) {
        return "0x" + HexFormat.of().formatHex(bytes);
    }

    private static String text(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(REPLACEMENT) < 0 || isUtf8(bytes) ? text : hexadecimal(bytes);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            var unused = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
