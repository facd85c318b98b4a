package io.tidbclient.connection;

import com.mysql.cj.protocol.SocketFactory;

import java.net.Socket;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The socket factory as the driver sees it. In tests and in development mode Quarkus loads the driver apart from this
 * project, so that the driver finds a second copy of the class by its name, with static fields of its own. What crosses
 * over is of types of the JDK.
 */
final class DriverSide {
    private DriverSide() {}

    /** Where the socket factories that the driver makes look for their TLS context. */
    @SuppressWarnings("unchecked") // the same field of the same class, seen through another class loader
    static ConcurrentMap<String, SSLContext> contexts() {
        try {
            Class<?> seen =
                    Class.forName(DriverSocketFactory.class.getName(), true, SocketFactory.class.getClassLoader());
            return seen == DriverSocketFactory.class
                    ? DriverSocketFactory.CONTEXTS
                    : (ConcurrentMap<String, SSLContext>)
                            seen.getField("CONTEXTS").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver cannot see this project's socket factory", e);
        }
    }

    /** The TCP socket that a factory of the driver's has opened. */
    @SuppressWarnings("unchecked") // DriverSocketFactory, perhaps the other copy
    static Socket tcpSocket(SocketFactory factory) {
        return ((Supplier<Socket>) factory).get();
    }
}
