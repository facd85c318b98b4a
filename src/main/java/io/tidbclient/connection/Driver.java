package io.tidbclient.connection;

import com.mysql.cj.Constants;

/** The driver that all connections are made with. */
public final class Driver {
    /** Its name and release, {@code Connector/J 9.6.0} for example. */
    public static final String RELEASE = "Connector/J " + Constants.CJ_VERSION;

    private Driver() {}
}
