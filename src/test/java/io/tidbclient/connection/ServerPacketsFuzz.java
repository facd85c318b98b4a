package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.SslMode;
import io.tidbclient.config.Timeouts;
import io.tidbclient.fuzz.FuzzInput;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Bytes of any server for the driver and what reads its answers: the first byte chooses whether they come instead of the greeting,
 * after it, or after the login. The session is opened, or a classified failure says why it is not.
 */
public final class ServerPacketsFuzz {
    private static final int GREETING = 10;
    private static final byte[] GREETING_PACKET = packet(
            0,
            concat(
                    new byte[] {GREETING},
                    "8.0.11-TiDB-v8.5.4\0".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {7, 0, 0, 0},
                    "abcdefgh\0".getBytes(StandardCharsets.US_ASCII),
                    // CLIENT_PROTOCOL_41, SECURE_CONNECTION, CONNECT_WITH_DB, LONG_PASSWORD; PLUGIN_AUTH above.
                    new byte[] {(byte) 0x09, (byte) 0x82, 46, 2, 0, 0x08, 0, 21},
                    new byte[10],
                    "ijklmnopqrst\0mysql_native_password\0".getBytes(StandardCharsets.US_ASCII)));
    private static final byte[] OK_AFTER_LOGIN = packet(2, new byte[] {0, 0, 0, 2, 0, 0, 0});

    private static final AtomicReference<byte[]> INPUT = new AtomicReference<>(new byte[0]);
    private static final Connections CONNECTIONS = new Connections();
    private static final ConnectionSettings SETTINGS = settings();

    private ServerPacketsFuzz() {}

    /** Called by Jazzer first: this class, and with it the server, is initialized before the time of an input is measured. */
    public static void fuzzerInitialize() {
        // The initializers of the fields have done it.
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        // The fuzzer learns the password, which no server sends.
        if (new String(input, StandardCharsets.ISO_8859_1).contains(Connections.PASSWORD)) {
            return;
        }
        INPUT.set(input);
        try (Session session = CONNECTIONS.open(SETTINGS)) {
            session.query("SELECT 1", row -> row.text("1"));
        } catch (FailureException e) {
            Failure failure = e.failure();
            FuzzInput.require(failure.kind() != FailureKind.DEFECT, "a failure of this tool: " + failure.sentence());
            FuzzInput.require(!failure.sentence().isBlank(), "a failure without a sentence");
            FuzzInput.require(!failure.sentence().contains(Connections.PASSWORD), "a secret in: " + failure.sentence());
        }
    }

    private static ConnectionSettings settings() {
        try {
            ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofPlatform().daemon().start(() -> serve(listening));
            return Connections.withTimeouts(
                    Connections.to(listening.getLocalPort(), SslMode.DISABLED),
                    new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(ServerSocket listening) {
        while (true) {
            try (Socket client = listening.accept()) {
                client.setSoTimeout(2_000);
                answer(client, INPUT.get());
            } catch (IOException clientHasGone) {
                // The next input brings another one.
            }
        }
    }

    private static void answer(Socket client, byte[] input) throws IOException {
        OutputStream out = client.getOutputStream();
        InputStream in = client.getInputStream();
        int mode = input.length == 0 ? 0 : input[0] & 3;
        byte[] rest = input.length == 0 ? input : Arrays.copyOfRange(input, 1, input.length);
        if (mode > 0) {
            out.write(GREETING_PACKET);
            readPacket(in);
        }
        if (mode > 1) {
            out.write(OK_AFTER_LOGIN);
            readPacket(in);
        }
        out.write(mode == 2 ? packet(1, rest) : rest);
        client.shutdownOutput();
        in.readAllBytes();
    }

    private static void readPacket(InputStream in) throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length == 4) {
            in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
        }
    }

    private static byte[] packet(int sequence, byte[] payload) {
        return concat(
                new byte[] {
                    (byte) payload.length,
                    (byte) (payload.length >>> 8),
                    (byte) (payload.length >>> 16),
                    (byte) sequence
                },
                payload);
    }

    private static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
