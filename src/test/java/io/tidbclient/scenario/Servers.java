package io.tidbclient.scenario;

import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.ServerVersion.Product;

/** Servers for tests. */
public final class Servers {
    /** An embedded TiDB. */
    public static final ServerVersion TIDB = new ServerVersion(Product.TIDB, "v8.5.4", "Community", "unistore", false);

    /** A MariaDB. */
    public static final ServerVersion MARIADB = new ServerVersion(Product.MARIADB, "10.11.6", "", "", false);

    /** A MySQL. */
    public static final ServerVersion MYSQL =
            new ServerVersion(Product.MYSQL, "8.0.36-0ubuntu0.22.04.1", "", "", false);

    private Servers() {}
}
