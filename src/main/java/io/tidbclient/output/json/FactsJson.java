package io.tidbclient.output.json;

import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.Failure;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerCertificate;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;
import io.tidbclient.connection.TlsInfo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes what was learned of a connection and its server. */
public final class FactsJson {
    private final JsonOut json;

    /** @param json where to */
    public FactsJson(JsonOut json) {
        this.json = json;
    }

    /** A failure, or null. */
    public void failure(String name, Optional<Failure> failure) {
        json.object(name, failure, f -> {
            json.text("kind", f.kind().label());
            json.text("blame", f.kind().category().name());
            json.flag("retryable", f.kind().retryable());
            if (f.code() == 0) {
                json.nothing("code");
            } else {
                json.number("code", f.code());
            }
            json.textOrNull("codeName", f.codeName());
            json.textOrNull("sqlState", f.sqlState());
            json.textOrNull("state", f.state());
            json.text("sentence", f.sentence());
            json.textOrNull("hint", f.hint());
        });
    }

    void identity(String name, Optional<ServerIdentity> identity) {
        json.object(name, identity, i -> {
            json.text("versionText", i.versionText());
            json.text("hostname", i.hostname());
            json.number("port", i.port());
            json.number("connectionId", i.connectionId());
            json.text("currentUser", i.currentUser());
            json.local("clock", Optional.of(i.clock()));
        });
    }

    /** What kind of server it is, or null. */
    public void version(String name, Optional<ServerVersion> version) {
        json.object(name, version, v -> {
            json.text("product", v.product().label());
            json.text("release", v.release());
            json.textOrNull("edition", v.edition());
            json.textOrNull("store", v.store());
            json.flag("simulated", v.simulated());
        });
    }

    void database(String name, Optional<DatabaseAccess> database) {
        json.object(name, database, this::database);
    }

    void databases(String name, List<DatabaseAccess> databases) {
        json.objects(name, databases, this::database);
    }

    private void database(DatabaseAccess access) {
        json.text("name", access.database());
        json.text("read", extent(access.read()));
        json.text("write", extent(access.write()));
        json.text("create", extent(access.create()));
    }

    /** @param at the time that the days left of the certificate count from */
    void tls(String name, Optional<TlsInfo> tls, Instant at) {
        json.object(name, tls, t -> {
            json.flag("encrypted", t.encrypted());
            json.textOrNull("protocol", t.protocol());
            json.textOrNull("cipher", t.cipher());
            json.text("verified", t.verified());
            json.object("certificate", t.certificate(), presented -> certificate(presented, at));
        });
    }

    private void certificate(ServerCertificate presented, Instant at) {
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

    /** How a pool was used, or null. */
    void pool(String name, Optional<PoolStats> pool) {
        json.object(name, pool, p -> {
            json.number("size", p.size());
            json.number("opened", p.opened());
            json.number("borrowed", p.borrowed());
            json.number("replaced", p.replaced());
        });
    }

    private static String extent(DatabaseAccess.Extent extent) {
        return switch (extent) {
            case ALL -> "all";
            case PART -> "part";
            case NONE -> "none";
        };
    }
}
