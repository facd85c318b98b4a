package io.tidbclient.sandbox.wire;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplyWriterTest {
    private static final ServerReply.Rows ONE_NULL = new ServerReply.Rows(
            List.of(new WireColumn("a", ColumnType.BIGINT)),
            List.of(List.of(Optional.of("7")), List.of(Optional.empty())));

    @Test
    void an_old_client_gets_eof_packets_behind_columns_and_rows() {
        byte[] bytes = written(ONE_NULL, new Capabilities(0));

        assertThat(bytes).startsWith(1, 0, 0, 0, 1);
        assertThat(count(bytes, 5, 0, 0, 2, 0xfe)).isEqualTo(1);
        assertThat(bytes).endsWith(2, 0, 0, 3, 1, '7', 1, 0, 0, 4, 0xfb, 5, 0, 0, 5, 0xfe, 0, 0, 2, 0);
    }

    @Test
    void a_new_client_gets_one_ok_packet_behind_the_rows() {
        byte[] bytes = written(ONE_NULL, new Capabilities(Capability.DEPRECATE_EOF.bit()));

        assertThat(bytes).endsWith(2, 0, 0, 2, 1, '7', 1, 0, 0, 3, 0xfb, 7, 0, 0, 4, 0xfe, 0, 0, 2, 0, 0, 0);
    }

    @Test
    void an_error_has_its_code_state_and_message() {
        byte[] bytes = written(new ServerReply.Failed(new ErrorReply(1064, "42000", "no")), new Capabilities(0));

        assertThat(bytes).containsExactly(11, 0, 0, 0, 0xff, 0x28, 0x04, '#', '4', '2', '0', '0', '0', 'n', 'o');
    }

    @Test
    void an_error_in_place_of_the_greeting_has_no_state() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PacketChannel channel = new PacketChannel(InputStream.nullInputStream(), out, 100);
        channel.writeInPlaceOfGreeting(new ErrorReply(1040, "08004", "no"));
        channel.flush();

        assertThat(out.toByteArray()).containsExactly(5, 0, 0, 0, 0xff, 0x10, 0x04, 'n', 'o');
    }

    @Test
    void a_row_must_be_as_long_as_there_are_columns() {
        assertThatThrownBy(
                        () -> new ServerReply.Rows(List.of(new WireColumn("a", ColumnType.BIGINT)), List.of(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a row of 0 values for 1 columns");
    }

    private static byte[] written(ServerReply serverReply, Capabilities client) {
        PacketChannel channel = new PacketChannel(InputStream.nullInputStream(), new ByteArrayOutputStream(), 100);
        new ReplyWriter(channel, client).write(serverReply);
        return channel.takeUnsent();
    }

    private static int count(byte[] bytes, int... wanted) {
        int found = 0;
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            int same = 0;
            while (same < wanted.length && (bytes[i + same] & 0xff) == wanted[same]) {
                same++;
            }
            found += same == wanted.length ? 1 : 0;
        }
        return found;
    }
}
