package io.tidbclient.sandbox;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.sql.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever bytes a client sends, its connection ends and the server continues. */
class HostileClientTest {
    private static final int TRIES = 150;
    private static SandboxServer server;

    @BeforeContainer
    static void start() throws IOException {
        server = SandboxServer.start(SandboxOptions.defaults());
    }

    @AfterContainer
    static void stop() throws Exception {
        try (Connection connection = Jdbc.connect(server, "root", "")) {
            assertThat(Jdbc.one(connection, "SELECT 1")).isEqualTo("1");
        }
        server.close();
        assertThat(server.connections()).isZero();
    }

    @Property(tries = TRIES)
    void arbitrary_bytes_instead_of_a_login(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        try (Socket socket = greeted()) {
            sendAndWaitForTheEnd(socket, bytes);
        }
    }

    @Property(tries = TRIES)
    void an_arbitrary_login_in_a_proper_packet(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        try (Socket socket = greeted()) {
            sendAndWaitForTheEnd(socket, packet(1, bytes));
        }
    }

    @Property(tries = TRIES)
    void an_arbitrary_command_after_the_login(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        try (Socket socket = greeted()) {
            logIn(socket);
            sendAndWaitForTheEnd(socket, packet(0, bytes));
        }
    }

    @Property(tries = TRIES)
    void arbitrary_bytes_after_the_login(@ForAll @Size(max = 300) byte[] bytes) throws IOException {
        try (Socket socket = greeted()) {
            logIn(socket);
            sendAndWaitForTheEnd(socket, bytes);
        }
    }

    @Property(tries = TRIES)
    void an_arbitrary_statement_is_answered_and_the_session_continues(@ForAll @Size(max = 300) byte[] sql)
            throws IOException {
        byte[] query = new byte[sql.length + 1];
        query[0] = 3;
        System.arraycopy(sql, 0, query, 1, sql.length);
        try (Socket socket = greeted()) {
            logIn(socket);
            socket.getOutputStream().write(packet(0, query));
            assertThat(payload(socket.getInputStream())).isNotEmpty();
        }
    }

    /** Half-closed, so that a server that only waits for more would see the end, and one that hangs is found out. */
    private static void sendAndWaitForTheEnd(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().readAllBytes().length).isLessThan(100_000);
        } catch (SocketException e) {
            // Reset: the connection ended, which is what is asked for. A timeout would be another exception.
            assertThat(e).hasMessageNotContaining("timed out");
        }
    }

    private static Socket greeted() throws IOException {
        Socket socket = new Socket();
        socket.connect(server.address(), 5_000);
        socket.setSoTimeout(5_000);
        assertThat(payload(socket.getInputStream())[0]).isEqualTo((byte) 10);
        return socket;
    }

    static void logIn(Socket socket) throws IOException {
        byte[] login = new byte[32 + 6];
        int flags = 1 << 9 | 1 << 15;
        login[0] = (byte) flags;
        login[1] = (byte) (flags >>> 8);
        System.arraycopy(new byte[] {'r', 'o', 'o', 't', 0, 0}, 0, login, 32, 6);
        socket.getOutputStream().write(packet(1, login));
        assertThat(payload(socket.getInputStream())[0]).isZero();
    }

    static byte[] packet(int sequence, byte[] payload) {
        byte[] packet = new byte[payload.length + 4];
        packet[0] = (byte) payload.length;
        packet[1] = (byte) (payload.length >>> 8);
        packet[3] = (byte) sequence;
        System.arraycopy(payload, 0, packet, 4, payload.length);
        return packet;
    }

    static byte[] payload(InputStream in) throws IOException {
        byte[] header = in.readNBytes(4);
        return in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
    }
}
