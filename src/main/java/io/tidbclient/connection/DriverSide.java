package io.tidbclient.connection;

import com.mysql.cj.jdbc.Driver;

import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLContext;

/**
 * Our socket factory as the driver sees it. In the built tool that is the one class there is. In Quarkus's tests and its
 * development mode the driver sits in another class loader than this project, and finds a second copy of the class by its
 * name, with static fields of its own.
 */
final class DriverSide {
    private DriverSide() {}

    /** Where the socket factories that the driver makes look for their TLS context. */
    @SuppressWarnings("unchecked") // the same field of the same class, seen through another class loader
    static ConcurrentMap<String, SSLContext> contexts() {
        try {
            Class<?> seen = Class.forName(DriverSocketFactory.class.getName(), true, Driver.class.getClassLoader());
            return seen == DriverSocketFactory.class
                    ? DriverSocketFactory.CONTEXTS
                    : (ConcurrentMap<String, SSLContext>)
                            seen.getField("CONTEXTS").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the driver cannot see this project's socket factory", e);
        }
    }
}
