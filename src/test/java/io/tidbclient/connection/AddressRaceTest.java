package io.tidbclient.connection;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AddressRaceTest {
    private static final InetAddress SILENT = address("192.0.2.1");
    private static final InetAddress REFUSES = address("192.0.2.2");
    private static final InetAddress ACCEPTS = address("192.0.2.3");
    private static final InetAddress ACCEPTS_TOO = address("2001:db8::1");

    private final ConcurrentLinkedQueue<InetAddress> tried = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Target> sockets = new ConcurrentLinkedQueue<>();
    private final AddressRace race = new AddressRace(this::socket, this::connect);

    @Test
    void an_address_that_drops_packets_does_not_keep_the_next_one_from_being_tried() throws IOException {
        Target won = (Target) race.connect("db", List.of(SILENT, ACCEPTS));

        assertThat(won.to).isEqualTo(ACCEPTS);
        assertThat(won.isClosed()).isFalse();
        assertThat(sockets).filteredOn(socket -> socket != won).allMatch(Socket::isClosed);
    }

    @Test
    void an_address_that_refuses_is_followed_by_the_next_at_once() throws IOException {
        assertThat(((Target) race.connect("db", List.of(REFUSES, ACCEPTS, SILENT))).to)
                .isEqualTo(ACCEPTS);
        assertThat(tried).containsExactly(REFUSES, ACCEPTS);
    }

    @Test
    void the_first_address_is_the_only_one_when_it_accepts() throws IOException {
        assertThat(((Target) race.connect("db", List.of(ACCEPTS, SILENT))).to).isEqualTo(ACCEPTS);
        assertThat(tried).containsExactly(ACCEPTS);
    }

    @Test
    void when_all_fail_the_failure_is_the_firsts_and_names_all_addresses() {
        assertThatThrownBy(() -> race.connect("db", List.of(REFUSES, address("192.0.2.4"))))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused [tried 192.0.2.2, 192.0.2.4]");
        assertThat(sockets).hasSize(2).allMatch(Socket::isClosed);
    }

    @Test
    void an_address_that_was_given_as_such_is_not_repeated() {
        assertThatThrownBy(() -> race.connect("192.0.2.2", List.of(REFUSES)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("Connection refused");
        assertThatThrownBy(() -> race.connect("db", List.of(REFUSES)))
                .hasMessage("Connection refused [tried 192.0.2.2]");
    }

    @Test
    void an_interrupt_closes_every_attempt() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> race.connect("db", List.of(SILENT, SILENT)))
                .isInstanceOf(SocketException.class)
                .hasMessage("Closed by interrupt");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(sockets).isNotEmpty().allMatch(Socket::isClosed);
    }

    @Test
    void families_alternate_in_the_systems_order() {
        assertThat(AddressRace.alternating(List.of(SILENT, REFUSES, ACCEPTS_TOO)))
                .containsExactly(SILENT, ACCEPTS_TOO, REFUSES);
        assertThat(AddressRace.alternating(List.of(ACCEPTS_TOO, SILENT, REFUSES)))
                .containsExactly(ACCEPTS_TOO, SILENT, REFUSES);
    }

    @Test
    void failures_name_the_address() {
        FailureClassifier classifier = new FailureClassifier();
        FailureContext connecting = FailureContext.connecting(
                Connections.to("db", 4000, io.tidbclient.config.TlsSettings.of(io.tidbclient.config.SslMode.DISABLED)));

        assertThat(classifier
                        .classify(AddressRace.naming("db", List.of(REFUSES), new ConnectException("no")), connecting)
                        .sentence())
                .isEqualTo("Nothing listens at db:4000 (192.0.2.2): connection refused.");
        assertThat(classifier
                        .classify(
                                AddressRace.naming(
                                        "db",
                                        List.of(SILENT, ACCEPTS_TOO),
                                        new SocketTimeoutException("Connect timed out")),
                                connecting)
                        .sentence())
                .isEqualTo("db:4000 (192.0.2.1, 2001:db8:0:0:0:0:0:1) did not accept a connection within 5 s.");
    }

    private Socket socket() {
        Target socket = new Target();
        sockets.add(socket);
        return socket;
    }

    private void connect(Socket socket, InetAddress address) throws IOException {
        tried.add(address);
        Target target = (Target) socket;
        target.to = address;
        if (address.equals(SILENT)) {
            target.awaitClosed();
            throw new SocketException("Socket closed");
        }
        if (!address.equals(ACCEPTS)) {
            throw new ConnectException("Connection refused");
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Connects to nothing. */
    private static final class Target extends Socket {
        private final CountDownLatch closed = new CountDownLatch(1);
        private volatile InetAddress to;

        @Override
        public void close() throws IOException {
            super.close();
            closed.countDown();
        }

        void awaitClosed() {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
