package io.tidbclient.sandbox.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Packets in and out of one connection: a length of three bytes, a sequence number, a payload. Used by the connection's
 * own thread only. What is written stays here until {@link #flush} or {@link #takeUnsent}.
 */
public final class PacketChannel {
    /** The longest payload a packet has room for; a longer one would be split, which this server neither reads nor writes. */
    private static final int PACKET_LIMIT = 0xffffff;

    private final int longestPayload;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private InputStream in;
    private OutputStream out;
    private int sequence;

    /**
     * Over streams without a buffer of their own: reading ahead would swallow the beginning of a TLS handshake.
     *
     * @param longestPayload in bytes, what is accepted from the client, under 16 MiB
     */
    public PacketChannel(InputStream in, OutputStream out, int longestPayload) {
        if (longestPayload < 1 || longestPayload >= PACKET_LIMIT) {
            throw new IllegalArgumentException("a payload of " + longestPayload + " bytes does not fit a packet");
        }
        this.in = in;
        this.out = out;
        this.longestPayload = longestPayload;
    }

    /** Goes on over other streams, with the sequence as it is: TLS has begun. */
    public void switchTo(InputStream newIn, OutputStream newOut) {
        in = newIn;
        out = newOut;
    }

    /** The next command's payload, which begins a new sequence; empty when the client has closed the connection. */
    public Optional<byte[]> readCommand() throws IOException {
        sequence = 0;
        byte[] header = in.readNBytes(4);
        return header.length == 0 ? Optional.empty() : Optional.of(payload(header));
    }

    /**
     * The next payload of the sequence under way.
     *
     * @throws EOFException when the client closed the connection
     */
    public byte[] read() throws IOException {
        return payload(in.readNBytes(4));
    }

    /** Appends one packet to what will be sent. */
    public void write(byte[] payload) {
        if (payload.length >= PACKET_LIMIT) {
            throw new IllegalArgumentException("a payload of " + payload.length + " bytes does not fit a packet");
        }
        unsent.writeBytes(new PayloadWriter()
                .u16(payload.length & 0xffff)
                .u8(payload.length >>> 16)
                .u8(sequence)
                .toBytes());
        unsent.writeBytes(payload);
        sequence = (sequence + 1) & 0xff;
    }

    /** Appends an error. */
    public void write(ErrorReply reply) {
        write(reply.encode());
    }

    /** Appends an error to a client whose capabilities are not known yet. */
    public void writeInPlaceOfGreeting(ErrorReply reply) {
        write(reply.encodeWithoutState());
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        sendRaw(takeUnsent());
    }

    /** What was written and not sent, which now will not be sent either. */
    public byte[] takeUnsent() {
        byte[] bytes = unsent.toByteArray();
        unsent.reset();
        return bytes;
    }

    /** Sends bytes as they are, packets or not. */
    public void sendRaw(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Reads and forgets all that the client sends until it closes the connection or the socket's timeout strikes. */
    public void ignoreInput() throws IOException {
        byte[] scrap = new byte[4096];
        int read = in.read(scrap);
        while (read >= 0) {
            read = in.read(scrap);
        }
    }

    private byte[] payload(byte[] header) throws IOException {
        if (header.length < 4) {
            throw new EOFException("the client closed the connection within a packet");
        }
        int length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        int received = header[3] & 0xff;
        if (length > longestPayload) {
            throw new MalformedPacketException(
                    new ErrorReply(1153, "08S01", "Got a packet bigger than 'max_allowed_packet' bytes"));
        }
        if (received != sequence) {
            throw new MalformedPacketException(new ErrorReply(1156, "08S01", "Got packets out of order"));
        }
        sequence = (sequence + 1) & 0xff;
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the client closed the connection within a packet");
        }
        return payload;
    }
}
