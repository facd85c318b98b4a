package io.tidbclient.connection;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.PropertyDefinitions;
import com.mysql.cj.jdbc.ConnectionImpl;
import io.quarkus.runtime.annotations.RegisterForReflection;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Calendar;
import java.util.Locale;
import java.util.Properties;
import java.util.logging.Logger;

/**
 * MySQL Connector/J for connections to one host. The driver's own entry also leads to its failover, load balancing and
 * replication, which nothing here uses, and which would bring JMX and 3 MB of proxies into the native binary.
 */
@RegisterForReflection
public final class SingleHostDriver implements Driver {
    /** The connection property with the address, where the data source's URL does not have it. */
    static final String URL_PROPERTY = "tidbclientUrl";

    static {
        // Else the driver starts a thread that waits for connections that were not closed; here all are closed.
        System.setProperty(PropertyDefinitions.SYSP_disableAbandonedConnectionCleanup, "true");
        // The driver makes one for each result set. What the first one asks the locale for takes 2 ms and is kept by
        // the
        // JDK: in a native binary, where this runs while it is built, for good.
        Calendar.getInstance(Locale.US);
    }

    /** For Agroal, which makes one for each data source. */
    public SingleHostDriver() {}

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        String address = properties.getProperty(URL_PROPERTY, url);
        try {
            return ConnectionImpl.getInstance(
                    ConnectionUrl.getConnectionUrlInstance(address, properties).getMainHost());
        } catch (RuntimeException e) {
            // After anything but an SQLException the data source counts the connection as one that is open.
            throw new SQLException(e.getMessage(), e);
        }
    }

    @Override
    public boolean acceptsURL(String url) {
        return ConnectionUrl.acceptsUrl(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("com.mysql.cj");
    }
}
