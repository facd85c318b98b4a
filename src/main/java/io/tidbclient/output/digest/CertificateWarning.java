package io.tidbclient.output.digest;

import io.tidbclient.check.CheckSnapshot;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.output.text.Units;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A server's certificate that expires soon, or has expired.
 *
 * @param target the server
 * @param certificate what it presented
 * @param connections how many met it
 * @param at the time that the days left count from
 */
public record CertificateWarning(ServerAddress target, ServerCertificate certificate, long connections, Instant at) {
    /** What is the matter. */
    public enum Kind {
        /** It, or an issuer's in its chain, is no longer valid. */
        CERTIFICATE_EXPIRED,
        /** It, or an issuer's in its chain, expires within the time of {@code --warn-cert-expiry}. */
        CERTIFICATE_EXPIRES_SOON
    }

    /** Those of a run, as of its snapshot's time: server by server, and of each what expires first. */
    public static List<CertificateWarning> of(CheckSnapshot run) {
        return Server.of(run).stream()
                .flatMap(server -> of(server, run.at()).stream())
                .toList();
    }

    /** Those of one server, what expires first coming first; certificates of which it is the same sentence are one. */
    private static Collection<CertificateWarning> of(Server server, Instant at) {
        Map<String, CertificateWarning> warnings = new LinkedHashMap<>();
        server.distinct(view -> view.tls().flatMap(TlsInfo::certificate)).entrySet().stream()
                .filter(counted -> counted.getKey().warns(at))
                .map(counted -> new CertificateWarning(server.target(), counted.getKey(), counted.getValue(), at))
                .sorted(Comparator.comparing(
                        warning -> warning.certificate().earliest().notAfter()))
                .forEach(warning -> warnings.merge(warning.sentence(), warning, CertificateWarning::plus));
        return warnings.values();
    }

    private CertificateWarning plus(CertificateWarning same) {
        return new CertificateWarning(target, certificate, connections + same.connections, at);
    }

    /** What is the matter. */
    public Kind kind() {
        return certificate.earliest().expired(at) ? Kind.CERTIFICATE_EXPIRED : Kind.CERTIFICATE_EXPIRES_SOON;
    }

    /** The same for a person. */
    public String sentence() {
        ServerCertificate.Expiry expiry = certificate.earliest();
        String name = certificate.issuerExpiresFirst() ? expiry.subject() : certificate.label();
        String which =
                (certificate.issuerExpiresFirst() ? "The issuer's certificate in the chain of " : "The certificate of ")
                        + target
                        + (name.isEmpty() ? "" : " (" + name + ")");
        String verb = switch (kind()) {
            case CERTIFICATE_EXPIRED -> "expired";
            case CERTIFICATE_EXPIRES_SOON -> "expires";
        };
        return which + " " + verb + " " + Units.daysAway(expiry.daysLeft(at)) + ", on " + Units.date(expiry.notAfter())
                + ".";
    }
}
