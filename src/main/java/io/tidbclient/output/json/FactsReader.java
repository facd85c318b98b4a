package io.tidbclient.output.json;

import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.FailureKind;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;

import java.util.Arrays;
import java.util.Locale;

/** Reads what {@link FactsJson} wrote. */
final class FactsReader {
    private FactsReader() {}

    static Failure failure(JsonIn json, String connection) {
        return new Failure(
                json.parsed("kind", json.text("kind"), FailureKind::ofLabel),
                json.optionalInteger("code").orElse(0),
                json.textOrEmpty("codeName"),
                json.textOrEmpty("sqlState"),
                connection,
                json.textOrEmpty("state"),
                json.text("sentence"),
                json.textOrEmpty("hint"),
                "");
    }

    static ServerIdentity identity(JsonIn json) {
        return new ServerIdentity(
                json.text("versionText"),
                json.text("hostname"),
                json.integer("port"),
                json.optionalNumber("connectionId").orElseThrow(() -> json.wrong("connectionId", "is missing")),
                json.text("currentUser"),
                json.local("clock").orElseThrow(() -> json.wrong("clock", "is missing")));
    }

    static ServerVersion version(JsonIn json) {
        return new ServerVersion(
                json.parsed("product", json.text("product"), FactsReader::product),
                json.text("release"),
                json.textOrEmpty("edition"),
                json.textOrEmpty("store"),
                json.flag("simulated"));
    }

    static DatabaseAccess database(JsonIn json) {
        return new DatabaseAccess(
                json.text("name"), extent(json, "read"), extent(json, "write"), extent(json, "create"));
    }

    static TlsInfo tls(JsonIn json) {
        return new TlsInfo(
                json.textOrEmpty("protocol"),
                json.textOrEmpty("cipher"),
                json.text("verified"),
                json.optionalObject("certificate").map(FactsReader::certificate));
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

    static PoolStats pool(JsonIn json) {
        return json.parsed(
                "size",
                json.integer("size"),
                size -> new PoolStats(size, count(json, "opened"), count(json, "borrowed"), count(json, "replaced")));
    }

    private static long count(JsonIn json, String name) {
        return json.optionalNumber(name).orElseThrow(() -> json.wrong(name, "is missing"));
    }

    private static ServerVersion.Product product(String label) {
        return Arrays.stream(ServerVersion.Product.values())
                .filter(product -> product.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(label));
    }

    private static DatabaseAccess.Extent extent(JsonIn json, String name) {
        return json.parsed(name, json.text(name), text -> DatabaseAccess.Extent.valueOf(text.toUpperCase(Locale.ROOT)));
    }
}
