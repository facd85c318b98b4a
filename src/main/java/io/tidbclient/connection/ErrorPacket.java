package io.tidbclient.connection;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.a.NativePacketPayload;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * An error as the server sent it. The driver replaces SQLSTATE HY000 by an entry of its own table and each state of class 22
 * by 22001, puts words in front of the latter, and drops the codes 1820, 1862 and 4031 (NativeProtocol.checkErrorMessage);
 * the packet that it read last still has all of it.
 */
record ErrorPacket(int code, String sqlState, String message) {
    /** The marker of an error, the code, and # with the state. */
    private static final int HEADER_BYTES = 9;

    private static final int ERROR = 0xff;

    /** Those whose exceptions have no code: an expired password, and a session that was idle for too long. */
    private static final Set<Integer> DROPPED = Set.of(1820, 1862, 4031);

    /**
     * What was thrown, with the server's own code, state and message where the driver read an error of the server and threw
     * because of it. An error that follows rows of the same answer is read into another packet: it stays as it is.
     */
    static Exception restored(Exception thrown, Connection connection) {
        return thrown instanceof SQLException error
                ? last(connection)
                        .filter(packet -> packet.ledTo(error))
                        .<Exception>map(packet -> new SQLException(packet.message, packet.sqlState, packet.code, error))
                        .orElse(error)
                : thrown;
    }

    /** An earlier error does not: it has another message. */
    boolean ledTo(SQLException error) {
        String said = String.valueOf(error.getMessage());
        return error.getErrorCode() == 0
                ? DROPPED.contains(code) && !message.isEmpty() && said.endsWith(message)
                : error.getErrorCode() == code && said.endsWith(message);
    }

    private static Optional<ErrorPacket> last(Connection connection) {
        try {
            return connection.unwrap(JdbcConnection.class).getSession() instanceof NativeSession session
                    ? Optional.ofNullable(session.getProtocol().getReusablePacket())
                            .flatMap(ErrorPacket::of)
                    : Optional.empty();
        } catch (SQLException closed) {
            return Optional.empty();
        }
    }

    private static Optional<ErrorPacket> of(NativePacketPayload payload) {
        return of(Arrays.copyOf(payload.getByteBuffer(), payload.getPayloadLength()));
    }

    /** Empty when it is no error, or one without a state. */
    static Optional<ErrorPacket> of(byte[] bytes) {
        if (bytes.length < HEADER_BYTES || (bytes[0] & 0xff) != ERROR || bytes[3] != '#') {
            return Optional.empty();
        }
        return Optional.of(new ErrorPacket(
                (bytes[1] & 0xff) | (bytes[2] & 0xff) << 8,
                new String(bytes, 4, 5, StandardCharsets.UTF_8),
                new String(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, StandardCharsets.UTF_8)));
    }
}
