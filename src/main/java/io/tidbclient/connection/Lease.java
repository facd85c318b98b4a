package io.tidbclient.connection;

import java.net.Socket;
import java.sql.SQLException;

/** The use of a connection by one session. */
interface Lease {
    /** The connection's TCP socket, below TLS. */
    Socket socket();

    /** Closes the socket at once, which ends the calls of other threads. */
    void abort();

    /** Closes the connection or returns it to its pool; called once. */
    void end() throws SQLException;
}
