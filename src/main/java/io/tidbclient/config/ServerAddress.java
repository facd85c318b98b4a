package io.tidbclient.config;

/**
 * A server's address.
 *
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets; never blank
 * @param port 1 to 65535
 */
public record ServerAddress(String host, int port) {
    /** TiDB's default port; MySQL's is 3306. */
    public static final int DEFAULT_PORT = 4000;

    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host is empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
