package io.tidbclient.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** One client of a relay, with its connection to the server. A thread for each direction. */
final class RelayedConnection {
    private static final int LONGEST_FAREWELL = 2_000;

    private final Relay relay;
    private final Socket client;
    private final Socket server;
    private final AtomicReference<Optional<RelayAction>> next = new AtomicReference<>(Optional.empty());
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile int sequence = -1;
    private volatile long session;

    RelayedConnection(Relay relay, Socket client, Socket server) {
        this.relay = relay;
        this.client = client;
        this.server = server;
    }

    void start() throws IOException {
        client.setTcpNoDelay(true);
        next.set(relay.at(RelayPoint.of(RelayPoint.Stage.GREETING, 0)));
        InputStream fromServer = server.getInputStream();
        InputStream fromClient = client.getInputStream();
        Thread.ofVirtual().start(() -> relaying(() -> answers(fromServer, client.getOutputStream())));
        Thread.ofVirtual().start(() -> {
            relaying(() -> requests(new DataInputStream(fromClient), server.getOutputStream()));
            relay.ended(this);
        });
    }

    /** Ends both sides at once. */
    void reset() {
        try {
            client.setSoLinger(true, 0);
        } catch (IOException e) {
            // Closed already.
        }
        close();
    }

    private interface Relaying {
        void run() throws IOException;
    }

    private void relaying(Relaying direction) {
        try {
            direction.run();
        } catch (IOException e) {
            // One side has closed its connection.
        } finally {
            close();
        }
    }

    private void close() {
        ended.countDown();
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            // Both are of no use any more.
        }
    }

    private void requests(DataInputStream in, OutputStream out) throws IOException {
        ClientPacket login = ClientPacket.read(in);
        sequence = login.sequence();
        if (login.isSslRequest()) {
            send(login.bytes(), out);
            encrypted(in, out);
            return;
        }
        arm(RelayPoint.of(RelayPoint.Stage.LOGIN, 0));
        send(login.bytes(), out);
        int statements = 0;
        while (true) {
            ClientPacket packet = ClientPacket.read(in);
            sequence = packet.sequence();
            if (sequence == 0 && !packet.isQuit()) {
                statements++;
                if (!arm(new RelayPoint(RelayPoint.Stage.STATEMENT, statements, packet.sql()))) {
                    continue;
                }
            }
            send(packet.bytes(), out);
        }
    }

    private void encrypted(DataInputStream in, OutputStream out) throws IOException {
        for (int record = 1; ; record++) {
            byte[] bytes = ClientPacket.readTlsRecord(in);
            arm(RelayPoint.of(RelayPoint.Stage.RECORD, record));
            send(bytes, out);
        }
    }

    /** Prepares what happens here; whether the server gets what the client sent. */
    private boolean arm(RelayPoint point) throws IOException {
        Optional<RelayAction> action = relay.at(point);
        if (action.isEmpty()) {
            return true;
        }
        switch (action.get()) {
            case RelayAction.Refuse(byte[] payload) -> {
                client.getOutputStream().write(RelayBytes.packet(payload, sequence + 1));
                return false;
            }
            case RelayAction.Elsewhere(var statements) -> elsewhere(statements);
            case RelayAction.Outage(var kind) -> relay.outage(kind);
            case RelayAction.Note note -> {}
            case RelayAction.Held held -> {
                relay.awaitActed();
                pause(OwnClock.SEEN_AFTER_MILLIS);
            }
            case RelayAction.Cut cut -> next.set(action);
            case RelayAction.Send send -> next.set(action);
            case RelayAction.Packet packet -> next.set(action);
            case RelayAction.Trickle trickle -> next.set(action);
            case RelayAction.Alter alter -> next.set(action);
        }
        return true;
    }

    private void elsewhere(List<String> statements) throws IOException {
        try {
            relay.others().execute(statements, session);
        } catch (SQLException e) {
            throw new IOException("the other session failed", e);
        }
    }

    private void send(byte[] bytes, OutputStream out) throws IOException {
        if (!relay.frozen()) {
            out.write(bytes);
            out.flush();
        }
    }

    private void answers(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[16_384];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            if (sequence < 0 && session == 0) {
                session = ClientPacket.sessionOf(buffer, count);
            }
            if (relay.frozen()) {
                silence();
            }
            Optional<RelayAction> action = next.getAndSet(Optional.empty());
            if (action.isEmpty()) {
                out.write(buffer, 0, count);
            } else {
                answer(action.get(), buffer, count, out);
            }
            out.flush();
        }
        end(RelayAction.End.FIN);
    }

    private void answer(RelayAction action, byte[] answer, int count, OutputStream out) throws IOException {
        switch (action) {
            case RelayAction.Cut(int bytes, var end) -> {
                out.write(answer, 0, Math.min(bytes, count));
                end(end);
            }
            case RelayAction.Send(byte[] bytes, var end) -> {
                out.write(bytes);
                end(end);
            }
            case RelayAction.Packet(byte[] payload, var end) -> {
                out.write(RelayBytes.packet(payload, sequence + 1));
                end(end);
            }
            case RelayAction.Trickle(int millis) -> {
                for (int at = 0; at < count; at++) {
                    out.write(answer, at, 1);
                    pause(millis);
                }
            }
            case RelayAction.Alter(int offset, int difference) -> {
                answer[offset] += (byte) difference;
                out.write(answer, 0, count);
            }
            case RelayAction.Outage outage -> relay.outage(outage.kind());
            case RelayAction.Elsewhere elsewhere -> out.write(answer, 0, count);
            case RelayAction.Refuse refuse -> out.write(answer, 0, count);
            case RelayAction.Note note -> out.write(answer, 0, count);
            case RelayAction.Held held -> out.write(answer, 0, count);
        }
    }

    private void end(RelayAction.End end) throws IOException {
        switch (end) {
            case FIN -> {
                client.shutdownOutput();
                pause(LONGEST_FAREWELL);
                throw new EOFException("ended");
            }
            case RST -> {
                reset();
                throw new EOFException("reset");
            }
            case SILENT -> silence();
        }
    }

    /** Relays nothing more until the client leaves. */
    private void silence() throws IOException {
        pause(Integer.MAX_VALUE);
    }

    private void pause(int millis) throws IOException {
        try {
            if (ended.await(millis, TimeUnit.MILLISECONDS)) {
                throw new EOFException("ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
