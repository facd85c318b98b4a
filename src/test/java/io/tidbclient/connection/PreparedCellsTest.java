package io.tidbclient.connection;

import io.tidbclient.connection.ColumnType.Kind;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PreparedCellsTest {
    private static final List<ColumnType> TYPES = List.of(
            new ColumnType("INT", Kind.NUMBER),
            new ColumnType("BLOB", Kind.BINARY),
            new ColumnType("BIT", Kind.NUMBER));

    @Test
    void numbers_are_in_the_drivers_words_and_bytes_and_bits_are_the_servers() throws SQLException {
        PreparedCells cells = new PreparedCells(results("abc".getBytes(StandardCharsets.UTF_8)), 3);

        assertThat(cells.row(TYPES)).containsExactly("the driver's 1", "abc", "6382179");
    }

    @Test
    void null_stays_null() throws SQLException {
        PreparedCells cells = new PreparedCells(results(null), 3);

        assertThat(cells.row(TYPES)).containsExactly(null, null, null);
    }

    @Test
    void binary_text_that_begins_like_digits_is_printed_as_digits() throws SQLException {
        assertThat(binary("0x")).isEqualTo("0x3078");
        assertThat(binary("0xff")).isEqualTo("0x30786666");
        assertThat(binary("0")).isEqualTo("0");
        assertThat(binary("1x")).isEqualTo("1x");
        assertThat(binary("0y")).isEqualTo("0y");
        assertThat(new TextCells(results("0x".getBytes(StandardCharsets.UTF_8)), 1)
                        .row(List.of(new ColumnType("TEXT", Kind.TEXT))))
                .as("text is no binary text")
                .containsExactly("0x");
    }

    private static String binary(String text) throws SQLException {
        return new PreparedCells(results(text.getBytes(StandardCharsets.UTF_8)), 1)
                .row(List.of(new ColumnType("BLOB", Kind.BINARY)))[0];
    }

    /** Each cell has these bytes. */
    private static ResultSet results(byte[] bytes) {
        return (ResultSet) Proxy.newProxyInstance(
                PreparedCellsTest.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getString") ? "the driver's " + arguments[0] : bytes);
    }
}
