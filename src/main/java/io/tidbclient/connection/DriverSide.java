package io.tidbclient.connection;

import com.mysql.cj.protocol.SocketConnection;
import com.mysql.cj.protocol.SocketFactory;

import java.io.IOException;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The socket factory as the driver sees it. Outside of a packaged build Quarkus loads the driver apart from this project: in
 * tests it finds a second copy of the class by its name, with static fields of its own, and in development mode none. What
 * crosses over is of types of the JDK.
 */
final class DriverSide {
    private DriverSide() {}

    /** Whether the driver finds the factory. If not, it opens sockets of its own, with TLS contexts of its own. */
    static boolean seesSocketFactory() {
        return socketFactory().isPresent();
    }

    /** Where the socket factories that the driver makes look for their TLS context. */
    @SuppressWarnings("unchecked") // the same field of the same class, seen through another class loader
    static ConcurrentMap<String, SSLContext> contexts() {
        return (ConcurrentMap<String, SSLContext>) seen("CONTEXTS", DriverSocketFactory.CONTEXTS);
    }

    /** Where the socket factories that the driver makes look for the pool of their socket. */
    @SuppressWarnings("unchecked") // as above
    static ConcurrentMap<String, Consumer<Socket>> pools() {
        return (ConcurrentMap<String, Consumer<Socket>>) seen("POOLS", DriverSocketFactory.POOLS);
    }

    private static Object seen(String field, Object own) {
        Optional<Class<?>> seen = socketFactory().filter(type -> type != DriverSocketFactory.class);
        if (seen.isEmpty()) {
            return own;
        }
        try {
            return seen.get().getField(field).get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver's copy of the socket factory is another one", e);
        }
    }

    /** The TCP socket of a connection; where the driver opened it, the one that it reads from. */
    static Socket tcpSocket(SocketConnection connection) throws IOException {
        return connection.getSocketFactory() instanceof Supplier<?> factory
                ? (Socket) factory.get()
                : connection.getMysqlSocket();
    }

    private static Optional<Class<?>> socketFactory() {
        try {
            return Optional.of(
                    Class.forName(DriverSocketFactory.class.getName(), true, SocketFactory.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
    }
}
