package io.tidbclient.sandbox;

import io.tidbclient.fuzz.FuzzInput;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/**
 * Bytes of any client for the sandbox: the first byte chooses whether they come instead of a login, as a login, as a command after
 * one, or after one. The connection ends, and what was answered is bounded.
 */
public final class SandboxFuzz {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final int LONGEST_ANSWER = 1_000_000;
    private static final SandboxServer SERVER = server();

    private SandboxFuzz() {}

    /** Called by Jazzer first: this class, and with it the server, is initialized before the time of an input is measured. */
    public static void fuzzerInitialize() {
        // The initializers of the fields have done it.
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        try (Socket socket = new Socket()) {
            socket.connect(SERVER.address(), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            HostileClientTest.payload(socket.getInputStream());
            int mode = input[0] & 3;
            if (mode >= 2) {
                HostileClientTest.logIn(socket);
            }
            send(socket, mode == 0 || mode == 3 ? rest : HostileClientTest.packet(mode == 1 ? 1 : 0, rest));
        } catch (SocketException e) {
            // Reset: the connection has ended.
            FuzzInput.require(!e.getMessage().contains("timed out"), "the connection hangs");
        }
    }

    /** Half-closed, so that a server that only waits for more sees the end. */
    private static void send(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        InputStream in = socket.getInputStream();
        FuzzInput.require(in.readNBytes(LONGEST_ANSWER).length < LONGEST_ANSWER, "the answer is not bounded");
    }

    private static SandboxServer server() {
        try {
            SandboxServer server = SandboxServer.start(SandboxOptions.defaults());
            Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
