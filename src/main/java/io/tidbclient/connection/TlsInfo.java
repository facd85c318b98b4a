package io.tidbclient.connection;

/**
 * What protects a connection, as it was negotiated.
 *
 * @param protocol {@code TLSv1.3} for example; empty for plain text
 * @param cipher the cipher suite; empty for plain text
 * @param verified what of the server's certificate was checked: {@code none}, {@code chain}, or {@code chain and host name}
 */
public record TlsInfo(String protocol, String cipher, String verified) {
    /** No TLS at all. */
    public static final TlsInfo PLAIN = new TlsInfo("", "", "none");

    /** Whether the connection is encrypted. */
    public boolean encrypted() {
        return !protocol.isEmpty();
    }
}
