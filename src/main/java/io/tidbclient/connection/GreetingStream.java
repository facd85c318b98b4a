package io.tidbclient.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * The bytes that a server sends. The greeting, which a server of the MySQL protocol sends first, has a time limit of its own:
 * a port that sends none mostly belongs to another protocol, such as TiDB's status port, and is not given the time of a slow
 * answer.
 */
final class GreetingStream extends FilterInputStream {
    /** How the message of a greeting that did not come begins. */
    static final String MISSING = "No greeting";

    private final Socket socket;
    private final int limitMillis;
    private boolean greeted;

    /** @param limitMillis how long the first bytes may take; 0 for no limit but the socket's own */
    GreetingStream(Socket socket, InputStream in, int limitMillis) {
        super(in);
        this.socket = socket;
        this.limitMillis = limitMillis;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (greeted || limitMillis == 0) {
            return in.read(bytes, offset, length);
        }
        int usual = socket.getSoTimeout();
        socket.setSoTimeout(usual == 0 ? limitMillis : Math.min(usual, limitMillis));
        int count;
        try {
            count = in.read(bytes, offset, length);
        } catch (SocketTimeoutException e) {
            SocketTimeoutException missing = new SocketTimeoutException(
                    MISSING + AddressRace.TRIED + socket.getInetAddress().getHostAddress() + "]");
            missing.initCause(e);
            throw missing;
        }
        greeted = true;
        socket.setSoTimeout(usual);
        return count;
    }
}
