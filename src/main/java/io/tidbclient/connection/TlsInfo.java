package io.tidbclient.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * What protects a connection, as it was negotiated.
 *
 * @param protocol {@code TLSv1.3} for example; empty for plain text
 * @param cipher the cipher suite; empty for plain text
 * @param verified what of the server's certificate was checked: {@code none}, {@code chain}, or {@code chain and host name}
 * @param certificate what the server presented; empty for plain text
 */
public record TlsInfo(String protocol, String cipher, String verified, Optional<ServerCertificate> certificate) {
    /** No TLS at all. */
    public static final TlsInfo PLAIN = new TlsInfo("", "", "none");

    /** Without a certificate. */
    public TlsInfo(String protocol, String cipher, String verified) {
        this(protocol, cipher, verified, Optional.empty());
    }

    /** Whether the connection is encrypted. */
    public boolean encrypted() {
        return !protocol.isEmpty();
    }

    /** The same without the certificate, which connections of one server need not share. */
    public TlsInfo withoutCertificate() {
        return new TlsInfo(protocol, cipher, verified);
    }

    /** The same with {@link ServerCertificate#warnedOf} for its certificate, if there is one. */
    public TlsInfo warnedOf(Duration within) {
        return new TlsInfo(protocol, cipher, verified, certificate.map(presented -> presented.warnedOf(within)));
    }
}
