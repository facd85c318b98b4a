package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

class TextCellsTest {
    private byte[][] row;

    private final ResultSet results = (ResultSet) Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) -> row[(int) arguments[0] - 1]);

    @Test
    void cells_are_read_as_the_server_sent_them() throws SQLException {
        TextCells cells = new TextCells(results, 2);

        row = new byte[][] {utf8("2026-01-02 03:04:05.10"), utf8("Straße 東京 �")};

        assertThat(cells.row()).containsExactly("2026-01-02 03:04:05.10", "Straße 東京 �");
    }

    @Test
    void what_is_no_text_is_printed_in_hexadecimal() throws SQLException {
        TextCells cells = new TextCells(results, 1);

        row = new byte[][] {{(byte) 0xff, 0x00, 'a'}};

        assertThat(cells.row()).containsExactly("0xff0061");
    }

    @Test
    void a_value_that_repeats_is_one_text_and_rows_stay_as_they_were() throws SQLException {
        TextCells cells = new TextCells(results, 3);

        row = new byte[][] {utf8("finished"), utf8("1"), null};
        String[] first = cells.row();
        row = new byte[][] {utf8("finished"), utf8("2"), utf8("")};
        String[] second = cells.row();
        row = new byte[][] {null, utf8("2"), null};
        String[] third = cells.row();

        assertThat(first).containsExactly("finished", "1", null);
        assertThat(second).containsExactly("finished", "2", "");
        assertThat(third).containsExactly(null, "2", null);
        assertThat(second[0]).isSameAs(first[0]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
