package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GreetingStreamTest {
    private final InputStream bytes = new ByteArrayInputStream(new byte[] {(byte) 0x80, 1, 2});

    @Test
    void the_first_read_has_a_limit_of_its_own_and_the_next_has_the_usual_one() throws IOException {
        FakeSocket socket = new FakeSocket(5_000);
        InputStream stream = new GreetingStream(socket, bytes, 300);

        assertThat(stream.read()).isEqualTo(0x80);
        assertThat(stream.read()).isEqualTo(1);
        assertThat(socket.timeouts()).containsExactly(300, 5_000);
    }

    @Test
    void the_end_of_the_stream_is_none_of_its_bytes() throws IOException {
        InputStream stream = new GreetingStream(new FakeSocket(0), InputStream.nullInputStream(), 300);

        assertThat(stream.read()).isEqualTo(-1);
    }

    @Test
    void the_shorter_limit_counts_and_one_of_zero_is_none() throws IOException {
        FakeSocket shorter = new FakeSocket(100);
        FakeSocket without = new FakeSocket(0);

        assertThat(new GreetingStream(shorter, bytes, 300).read()).isEqualTo(0x80);
        assertThat(new GreetingStream(without, bytes, 300).read()).isEqualTo(1);
        assertThat(shorter.timeouts()).containsExactly(100, 100);
        assertThat(without.timeouts()).containsExactly(300, 0);
    }

    @Test
    void without_a_limit_the_sockets_own_counts() throws IOException {
        FakeSocket socket = new FakeSocket(5_000);

        assertThat(new GreetingStream(socket, bytes, 0).read()).isEqualTo(0x80);
        assertThat(socket.timeouts()).isEmpty();
    }

    @Test
    void a_greeting_that_is_missing_names_the_address() throws IOException {
        InputStream silent = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new SocketTimeoutException("Read timed out");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        };

        try (GreetingStream stream = new GreetingStream(new FakeSocket(0), silent, 300)) {
            assertThatThrownBy(stream::read)
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("No greeting [tried 127.0.0.1]")
                    .hasRootCauseMessage("Read timed out");
        }
    }
}
