package io.tidbclient.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** A port of loopback that drops packets: its queue of connections to accept is full, and none is accepted. */
final class FullBacklog implements AutoCloseable {
    private static final int MORE_THAN_FIT = 50;
    private static final int NO_ANSWER_MILLIS = 150;

    private final ServerSocket listener;
    private final List<Socket> queue = new ArrayList<>();

    FullBacklog() {
        try {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            while (connected()) {
                if (queue.size() == MORE_THAN_FIT) {
                    throw new IllegalStateException("this system accepts more connections than its queue holds");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private boolean connected() throws IOException {
        Socket socket = new Socket();
        queue.add(socket);
        try {
            socket.connect(listener.getLocalSocketAddress(), NO_ANSWER_MILLIS);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : queue) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
