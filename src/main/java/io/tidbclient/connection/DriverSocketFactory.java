package io.tidbclient.connection;

import com.mysql.cj.conf.PropertyDefinitions.SslMode;
import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.conf.RuntimeProperty;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.ServerSession;
import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.StandardSocketFactory;
import io.quarkus.runtime.annotations.RegisterForReflection;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens the driver's sockets, and layers TLS over them from the context that connections with equal settings share. Made
 * by the driver, by name, for each connection; has the TCP socket below whatever TLS there is.
 */
@RegisterForReflection
public final class DriverSocketFactory extends StandardSocketFactory implements Supplier<Socket> {
    /**
     * The contexts by their ids. The driver makes this class without an argument, so they have to reach it over a static
     * field: with {@link #POOLS} the only one with state, and with nothing but what open connections need. {@link DriverSide} knows which copy
     * of it.
     */
    public static final ConcurrentMap<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();

    /** Takes the sockets of each open pool, by the pool's id; static for the same reason. */
    public static final ConcurrentMap<String, Consumer<Socket>> POOLS = new ConcurrentHashMap<>();

    /** The connection property with the id of the pool; absent from connections outside of pools. */
    static final String POOL_PROPERTY = "tidbclientPool";

    /** The connection property with the id of the TLS context. */
    static final String CONTEXT_PROPERTY = "tidbclientTlsContext";

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** For the driver. */
    public DriverSocketFactory() {}

    /** Tries all addresses of the host ({@link AddressRace}); the driver tries one after the other. */
    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the driver's signature; it expects a Socket
    public <T extends Closeable> T connect(String hostname, int portNumber, PropertySet properties, int loginTimeout)
            throws IOException {
        loginTimeoutCountdown = loginTimeout;
        host = hostname;
        port = portNumber;
        int timeout = getRealTimeout(millis(properties, PropertyKey.connectTimeout));
        AddressRace race = new AddressRace(() -> createSocket(properties), (socket, address) -> {
            configureSocket(socket, properties);
            socket.connect(new InetSocketAddress(address, portNumber), timeout);
        });
        rawSocket = race.connect(hostname, List.of(InetAddress.getAllByName(hostname)));
        resetLoginTimeCountdown();
        return (T) rawSocket;
    }

    private static int millis(PropertySet properties, PropertyKey key) {
        return properties.getIntegerProperty(key).getValue();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
    public <T extends Closeable> T performTlsHandshake(SocketConnection connection, ServerSession session, Log log)
            throws IOException {
        PropertySet properties = connection.getPropertySet();
        SSLSocket socket =
                (SSLSocket) contextOf(properties).getSocketFactory().createSocket(rawSocket, host, port, true);
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

    /** The TCP socket: closing it ends every call at once, and writes nothing first as closing TLS does. */
    @Override
    public Socket get() {
        return rawSocket;
    }

    /** The driver's own buffer of 16 KB, most of which no answer of ours fills, is off ({@link DriverProperties}). */
    @Override
    protected Socket createSocket(PropertySet properties) {
        RuntimeProperty<String> pool = properties.getStringProperty(POOL_PROPERTY);
        if (pool == null || pool.getValue() == null) {
            return new BufferedSocket(millis(properties, PropertyKey.connectTimeout));
        }
        Socket socket = new BufferedSocket(millis(properties, PropertyKey.connectTimeout));
        POOLS.getOrDefault(pool.getValue(), OwnedLease::close).accept(socket);
        return socket;
    }

    /** Reads ahead as far as a packet or some twenty rows. */
    private static final class BufferedSocket extends Socket {
        private static final int BYTES = 4096;
        private final int greetingMillis;
        private InputStream buffered;

        BufferedSocket(int greetingMillis) {
            this.greetingMillis = greetingMillis;
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (buffered == null) {
                buffered = new BufferedInputStream(
                        new GreetingStream(this, super.getInputStream(), greetingMillis), BYTES);
            }
            return buffered;
        }
    }

    private static SSLContext contextOf(PropertySet properties) throws IOException {
        SSLContext context =
                CONTEXTS.get(properties.getStringProperty(CONTEXT_PROPERTY).getValue());
        if (context == null) {
            throw new IOException("the TLS settings of this connection were closed");
        }
        return context;
    }
}
