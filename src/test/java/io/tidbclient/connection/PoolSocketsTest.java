package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.Socket;

import static org.assertj.core.api.Assertions.assertThat;

class PoolSocketsTest {
    private final PoolSockets sockets = new PoolSockets();

    @Test
    void closing_the_pool_closes_every_socket() throws IOException {
        try (Socket first = new Socket();
                Socket second = new Socket()) {
            sockets.accept(first);
            sockets.accept(second);

            sockets.close();

            assertThat(first.isClosed()).isTrue();
            assertThat(second.isClosed()).isTrue();
            assertThat(sockets.count()).isZero();
        }
    }

    @Test
    void sockets_that_were_closed_are_forgotten() throws IOException {
        try (Socket gone = new Socket();
                Socket next = new Socket()) {
            sockets.accept(gone);
            OwnedLease.close(gone);

            sockets.accept(next);

            assertThat(sockets.count()).isOne();
        }
    }

    @Test
    void a_socket_that_comes_too_late_is_closed_before_it_connects() throws IOException {
        try (Socket late = new Socket()) {
            sockets.close();

            sockets.accept(late);

            assertThat(late.isClosed()).isTrue();
            assertThat(sockets.count()).isZero();
        }
    }
}
