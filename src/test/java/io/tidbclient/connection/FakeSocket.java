package io.tidbclient.connection;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A socket with a read timeout and no connection. */
final class FakeSocket extends Socket {
    private final List<Integer> timeouts = new ArrayList<>();
    private int timeout;

    FakeSocket(int timeoutMillis) {
        timeout = timeoutMillis;
    }

    /** The timeouts that were set, in order, in milliseconds. */
    List<Integer> timeouts() {
        return timeouts;
    }

    @Override
    public synchronized int getSoTimeout() {
        return timeout;
    }

    @Override
    public synchronized void setSoTimeout(int millis) {
        timeouts.add(millis);
        timeout = millis;
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }
}
