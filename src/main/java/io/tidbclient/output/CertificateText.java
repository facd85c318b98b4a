package io.tidbclient.output;

import io.tidbclient.check.ConnectionView;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerCertificate.Expiry;
import io.tidbclient.connection.TlsInfo;
import io.tidbclient.output.digest.Server;
import io.tidbclient.output.text.Style;
import io.tidbclient.output.text.Units;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server's certificates in words: who they are for, who issued them, and when they expire. */
final class CertificateText {
    private final Instant at;

    /**
     * Certificates that read the same, one line.
     *
     * @param connections how many met them
     */
    record Line(String text, Style style, long connections) {
        private Line plus(Line same) {
            return new Line(text, style, connections + same.connections);
        }
    }

    /** @param at the time that the days left count from */
    CertificateText(Instant at) {
        this.at = at;
    }

    /** What the connections to {@code server} met, what expires first coming first. */
    List<Line> lines(Server server) {
        Map<String, Line> lines = new LinkedHashMap<>();
        server.distinct(CertificateText::certificate).entrySet().stream()
                .sorted(Comparator.comparing(
                        counted -> counted.getKey().earliest().notAfter()))
                .map(counted -> new Line(line(counted.getKey()), style(counted.getKey()), counted.getValue()))
                .forEach(line -> lines.merge(line.text(), line, Line::plus));
        return List.copyOf(lines.values());
    }

    static Optional<ServerCertificate> certificate(ConnectionView view) {
        return view.tls().flatMap(TlsInfo::certificate);
    }

    String line(ServerCertificate certificate) {
        String label = certificate.label();
        return (label.isEmpty() ? "without a name" : label)
                + ", issued by " + (certificate.issuer().isEmpty() ? "a CA without a name" : certificate.issuer())
                + (certificate.notBefore().isAfter(at)
                        ? ", NOT VALID before " + Units.date(certificate.notBefore())
                        : "")
                + ", " + expiry(certificate.own())
                + (certificate.issuerExpiresFirst()
                        ? "; in its chain " + issuer(certificate.earliest()) + " " + expiry(certificate.earliest())
                        : "");
    }

    private static String issuer(Expiry earliest) {
        return earliest.subject().isEmpty() ? "an issuer" : earliest.subject();
    }

    /** {@code expires 2027-02-10 (in 74 days)}. */
    private String expiry(Expiry expiry) {
        return (expiry.expired(at) ? "EXPIRED " : "expires ") + Units.date(expiry.notAfter()) + " ("
                + Units.daysAway(expiry.daysLeft(at)) + ")";
    }

    private Style style(ServerCertificate certificate) {
        if (certificate.earliest().expired(at) || certificate.notBefore().isAfter(at)) {
            return Style.BAD;
        }
        return certificate.warns(at) ? Style.WARN : Style.PLAIN;
    }
}
