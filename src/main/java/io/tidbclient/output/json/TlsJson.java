package io.tidbclient.output.json;

import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.TlsInfo;

import java.time.Instant;
import java.util.Optional;

/** The negotiated TLS in JSON, with the server's certificate. */
final class TlsJson {
    private TlsJson() {}

    /**
     * Writes what was negotiated, or null.
     *
     * @param at the time that the days left of the certificate count from
     */
    static void write(JsonOut json, String name, Optional<TlsInfo> tls, Instant at) {
        json.object(name, tls, t -> {
            json.flag("encrypted", t.encrypted());
            json.textOrNull("protocol", t.protocol());
            json.textOrNull("cipher", t.cipher());
            json.text("verified", t.verified());
            json.object("certificate", t.certificate(), presented -> certificate(json, presented, at));
        });
    }

    private static void certificate(JsonOut json, ServerCertificate presented, Instant at) {
        json.textOrNull("subject", presented.subject());
        json.textOrNull("issuer", presented.issuer());
        json.instant("notBefore", presented.notBefore());
        json.instant("notAfter", presented.notAfter());
        json.number("expiresInDays", presented.own().daysLeft(at));
        json.texts("names", presented.names());
        json.object("earliestExpiry", () -> {
            json.textOrNull("subject", presented.earliest().subject());
            json.instant("notAfter", presented.earliest().notAfter());
            json.number("expiresInDays", presented.earliest().daysLeft(at));
        });
        json.text("warnFrom", presented.warnFrom().map(Instant::toString));
        json.flag("warning", presented.warns(at));
    }

    /** Reads what was negotiated; empty when it is null. */
    static Optional<TlsInfo> read(JsonIn json, String name) {
        return json.optionalObject(name)
                .map(tls -> new TlsInfo(
                        tls.textOrEmpty("protocol"),
                        tls.textOrEmpty("cipher"),
                        tls.text("verified"),
                        tls.optionalObject("certificate").map(TlsJson::certificate)));
    }

    private static ServerCertificate certificate(JsonIn json) {
        JsonIn earliest = json.object("earliestExpiry");
        return new ServerCertificate(
                json.textOrEmpty("subject"),
                json.textOrEmpty("issuer"),
                json.instant("notBefore"),
                json.instant("notAfter"),
                json.textList("names"),
                new ServerCertificate.Expiry(earliest.textOrEmpty("subject"), earliest.instant("notAfter")),
                json.optionalInstant("warnFrom"));
    }
}
