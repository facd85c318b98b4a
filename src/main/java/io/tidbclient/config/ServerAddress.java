package io.tidbclient.config;

/**
 * A server's address: where to connect. What the user names is a {@link HostSpec}, whose port may be left out.
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
        requirePort(port);
    }

    static void requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /** The host, an IPv6 address in brackets. */
    static String inBrackets(String host) {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    /** {@code host:port}, with brackets around an IPv6 address. */
    @Override
    public String toString() {
        return inBrackets(host) + ":" + port;
    }
}
