package io.tidbclient.connection;

import io.tidbclient.config.SslMode;

import java.net.Socket;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.security.auth.x500.X500Principal;

/**
 * Describes what sockets negotiated. Connections for which that is equal share one description, so that a thousand of
 * them keep one, and none of them keeps a parsed certificate.
 */
final class NegotiatedTls {
    /** Far more than a run meets; a server that presents another certificate each time must not fill the memory. */
    static final int MOST_SHARED = 1_000;

    /** Attributes that RFC 2253 has no keyword for, and would print in hexadecimal. */
    private static final Map<String, String> KEYWORDS =
            Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS", "2.5.4.5", "SERIALNUMBER");

    private final ConcurrentMap<TlsInfo, TlsInfo> shared = new ConcurrentHashMap<>();

    /** What {@code socket} negotiated; the handshake has ended. */
    TlsInfo of(Socket socket, SslMode mode) {
        if (!(socket instanceof SSLSocket tls)) {
            return TlsInfo.PLAIN;
        }
        SSLSession session = tls.getSession();
        String verified = switch (mode) {
            case DISABLED, PREFERRED, REQUIRED -> "none";
            case VERIFY_CA -> "chain";
            case VERIFY_IDENTITY -> "chain and host name";
        };
        return share(new TlsInfo(session.getProtocol(), session.getCipherSuite(), verified, presented(session)));
    }

    TlsInfo share(TlsInfo info) {
        if (shared.size() >= MOST_SHARED) {
            shared.clear();
        }
        return shared.computeIfAbsent(info, first -> first);
    }

    /** A resumed session has the certificates of the one that it resumes. */
    private static Optional<ServerCertificate> presented(SSLSession session) {
        try {
            return describe(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException e) {
            // The server identified itself in another way.
            return Optional.empty();
        }
    }

    /** The server's own certificate is the first of its chain. */
    static Optional<ServerCertificate> describe(Certificate... chain) {
        List<X509Certificate> certificates = Arrays.stream(chain)
                .filter(X509Certificate.class::isInstance)
                .map(X509Certificate.class::cast)
                .toList();
        return certificates.stream().findFirst().map(own -> {
            X509Certificate earliest = certificates.stream()
                    .min(Comparator.comparing(X509Certificate::getNotAfter))
                    .orElse(own);
            return new ServerCertificate(
                    name(own.getSubjectX500Principal()),
                    name(own.getIssuerX500Principal()),
                    own.getNotBefore().toInstant(),
                    own.getNotAfter().toInstant(),
                    Certificates.namesIn(own).stream()
                            .map(ServerText::shortened)
                            .toList(),
                    new ServerCertificate.Expiry(
                            name(earliest.getSubjectX500Principal()),
                            earliest.getNotAfter().toInstant()),
                    Optional.empty());
        });
    }

    private static String name(X500Principal principal) {
        return ServerText.shortened(principal.getName(X500Principal.RFC2253, KEYWORDS));
    }
}
