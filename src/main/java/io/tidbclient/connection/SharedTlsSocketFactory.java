package io.tidbclient.connection;

import com.mysql.cj.conf.PropertyDefinitions.SslMode;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens the driver's sockets, and layers TLS over them from the context that connections with equal settings share. Made
 * by the driver, by name, for each connection.
 */
@RegisterForReflection
public final class SharedTlsSocketFactory extends StandardSocketFactory {
    /** The connection property with the id of the TLS context. */
    static final String CONTEXT_PROPERTY = "tidbclientTlsContext";

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** For the driver. */
    public SharedTlsSocketFactory() {}

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the driver's signature; it expects a Socket
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session, Log log)
            throws IOException {
        PropertySet properties = connection.getPropertySet();
        String id = properties.getStringProperty(CONTEXT_PROPERTY).getValue();
        SSLSocket socket =
                (SSLSocket) TlsContexts.withId(id).getSocketFactory().createSocket(rawSocket, host, port, true);
        try {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            if (properties.<SslMode>getEnumProperty(PropertyKey.sslMode).getValue() == SslMode.VERIFY_IDENTITY) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
        sslSocket = socket;
        return (T) socket;
    }

    /** The TCP socket below whatever TLS there is: closing it ends every call at once and takes no lock. */
    Socket tcpSocket() {
        return rawSocket;
    }
}
