package io.tidbclient.connection;

import com.mysql.cj.NativeSession;
import com.mysql.cj.jdbc.JdbcConnection;
import com.mysql.cj.protocol.SocketConnection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Ends a server's session and waits for its end. MySQL's protocol answers COM_QUIT by nothing but the end of the stream; the
 * driver does not wait for it, and the server may then still count the session as its user's when the next one logs in.
 */
final class Quit {
    /** A packet of one byte, number 0: COM_QUIT. */
    private static final byte[] PACKET = {1, 0, 0, 0, 1};

    private Quit() {}

    /**
     * Blocks until the server has closed the connection, at most for the read timeout of each of its answers.
     *
     * @throws IOException when it did not, or the connection was lost before
     */
    static void await(Connection connection) throws SQLException, IOException {
        NativeSession driver =
                (NativeSession) connection.unwrap(JdbcConnection.class).getSession();
        SocketConnection sockets = driver.getProtocol().getSocketConnection();
        OutputStream out = sockets.getMysqlOutput();
        out.write(PACKET);
        out.flush();
        InputStream in = sockets.getMysqlInput();
        long unused = in.transferTo(OutputStream.nullOutputStream());
    }
}
