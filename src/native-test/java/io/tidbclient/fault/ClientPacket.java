package io.tidbclient.fault;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A packet that a client sends, with its header. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClientPacket(byte[] bytes) {
    private static final int COM_QUIT = 1;
    private static final int COM_INIT_DB = 2;
    private static final int COM_QUERY = 3;
    private static final int SSL_REQUEST = 32;
    private static final int HEADER = 4;
    private static final int TLS_HEADER = 5;

    /** Blocks until one has come. */
    static ClientPacket read(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER];
        in.readFully(header);
        return new ClientPacket(
                rest(header, (header[0] & 0xff) | ((header[1] & 0xff) << 8) | ((header[2] & 0xff) << 16), in));
    }

    /** Blocks until a record of TLS has come. */
    static byte[] readTlsRecord(DataInputStream in) throws IOException {
        byte[] header = new byte[TLS_HEADER];
        in.readFully(header);
        return rest(header, ((header[3] & 0xff) << 8) | (header[4] & 0xff), in);
    }

    int sequence() {
        return bytes[3];
    }

    boolean isSslRequest() {
        return bytes.length == HEADER + SSL_REQUEST;
    }

    boolean isQuit() {
        return command() == COM_QUIT;
    }

    /** The statement; other commands than those with a text are a ping. */
    String sql() {
        String text = new String(bytes, HEADER + 1, Math.max(0, bytes.length - HEADER - 1), StandardCharsets.UTF_8);
        return switch (command()) {
            case COM_QUERY -> text;
            case COM_INIT_DB -> "USE " + text;
            default -> "PING";
        };
    }

    private int command() {
        return bytes.length > HEADER ? bytes[HEADER] : 0;
    }

    private static byte[] rest(byte[] header, int length, DataInputStream in) throws IOException {
        byte[] whole = new byte[header.length + length];
        System.arraycopy(header, 0, whole, 0, header.length);
        in.readFully(whole, header.length, length);
        return whole;
    }

    /** The number of the session in a server's greeting: four bytes after the version. */
    static long sessionOf(byte[] greeting, int count) {
        int at = HEADER + 1;
        while (at < count && greeting[at] != 0) {
            at++;
        }
        long number = 0;
        for (int i = 4; i > 0 && at + 4 < count; i--) {
            number = (number << 8) | (greeting[at + i] & 0xff);
        }
        return number;
    }
}
