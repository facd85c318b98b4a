package io.tidbclient.sandbox.wire;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PacketChannelTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void a_command_is_read_and_its_answer_carries_the_next_sequence_number() throws Exception {
        PacketChannel channel = channel(3, 0, 0, 0, 7, 8, 9);

        assertThat(channel.readCommand())
                .hasValueSatisfying(payload -> assertThat(payload).containsExactly(7, 8, 9));
        channel.write(new byte[] {5});
        assertThat(out.toByteArray()).isEmpty();
        channel.flush();
        assertThat(out.toByteArray()).containsExactly(1, 0, 0, 1, 5);
    }

    @Test
    void the_end_of_the_connection_between_packets_is_no_error() throws Exception {
        assertThat(channel().readCommand()).isEmpty();
    }

    @Test
    void the_end_of_the_connection_within_a_packet_is_one() {
        assertThatThrownBy(() -> channel(3, 0).readCommand()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> channel(3, 0, 0, 0, 1).readCommand()).isInstanceOf(EOFException.class);
    }

    @Test
    void a_packet_longer_than_allowed_is_refused_by_its_header_alone() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> channel(101, 0, 0, 0).readCommand())
                .satisfies(e -> assertThat(e.reply().code()).isEqualTo(1153));
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> channel(255, 255, 255, 0).readCommand())
                .satisfies(e -> assertThat(e.reply().code()).isEqualTo(1153));
    }

    @Test
    void a_packet_out_of_order_is_refused() {
        assertThatExceptionOfType(MalformedPacketException.class)
                .isThrownBy(() -> channel(1, 0, 0, 4, 1).readCommand())
                .satisfies(e -> assertThat(e.reply().code()).isEqualTo(1156));
    }

    @Test
    void a_payload_that_fits_no_packet_is_never_written() {
        assertThatThrownBy(() -> channel().write(new byte[0xffffff])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_was_not_sent_can_be_taken_back() throws Exception {
        PacketChannel channel = channel();
        channel.write(new byte[] {1, 2});

        assertThat(channel.takeUnsent()).containsExactly(2, 0, 0, 0, 1, 2);
        channel.flush();
        assertThat(out.toByteArray()).isEmpty();
    }

    private PacketChannel channel(int... bytes) {
        byte[] in = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            in[i] = (byte) bytes[i];
        }
        return new PacketChannel(new ByteArrayInputStream(in), out, 100);
    }
}
