package io.tidbclient.output.json;

import io.tidbclient.check.CheckEvent.Answered;
import io.tidbclient.check.CheckEvent.DatabaseVerified;
import io.tidbclient.check.CheckEvent.Fact;
import io.tidbclient.check.CheckEvent.PoolUsed;
import io.tidbclient.check.CheckEvent.VersionRead;
import io.tidbclient.check.Facts;
import io.tidbclient.connection.DatabaseAccess;
import io.tidbclient.connection.PoolStats;
import io.tidbclient.connection.ServerIdentity;
import io.tidbclient.connection.ServerVersion;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The format of each type of fact. */
public final class FactFormats {
    private static final FactFormat<PoolUsed> POOL = new PoolFormat();
    private static final FactFormat<Answered> ANSWERED = new AnsweredFormat();
    private static final FactFormat<VersionRead> VERSION = new VersionFormat();
    private static final FactFormat<DatabaseVerified> DATABASE = new DatabaseFormat();

    /** In the order in which a connection's object has their fields. */
    static final List<FactFormat<?>> ALL = List.of(POOL, ANSWERED, VERSION, DATABASE);

    private FactFormats() {}

    /** Writes the fact's name and fields, for the event that reports it. */
    static void event(JsonOut json, Fact fact) {
        switch (fact) {
            case PoolUsed used -> event(json, POOL, used);
            case Answered answered -> event(json, ANSWERED, answered);
            case VersionRead read -> event(json, VERSION, read);
            case DatabaseVerified verified -> event(json, DATABASE, verified);
        }
    }

    private static <F extends Fact> void event(JsonOut json, FactFormat<F> format, F fact) {
        json.text("finding", format.finding());
        format.write(json, Optional.of(fact));
    }

    /** Writes what is known of a connection. */
    static void write(JsonOut json, Facts facts) {
        ALL.forEach(format -> format.writeAll(json, facts));
    }

    /** Reads what {@link #write(JsonOut, Facts)} wrote. */
    static Facts read(JsonIn json) {
        return new Facts(ALL.stream()
                .<Fact>flatMap(format -> format.readAll(json).stream())
                .toList());
    }

    /** Writes what kind of server it is, or null. */
    public static void version(JsonOut json, Optional<ServerVersion> version) {
        VERSION.write(json, version.map(VersionRead::new));
    }

    static void databases(JsonOut json, List<DatabaseAccess> databases) {
        json.objects("databases", databases, access -> DatabaseFormat.fields(json, access));
    }

    private static final class PoolFormat extends FactFormat<PoolUsed> {
        PoolFormat() {
            super(PoolUsed.class, "pool-used");
        }

        @Override
        void write(JsonOut json, Optional<PoolUsed> fact) {
            json.object("pool", fact.map(PoolUsed::stats), stats -> {
                json.number("size", stats.size());
                json.number("opened", stats.opened());
                json.number("borrowed", stats.borrowed());
                json.number("replaced", stats.replaced());
            });
        }

        @Override
        Optional<PoolUsed> read(JsonIn json) {
            return json.optionalObject("pool")
                    .map(pool -> new PoolUsed(pool.parsed(
                            "size",
                            pool.integer("size"),
                            size -> new PoolStats(
                                    size, count(pool, "opened"), count(pool, "borrowed"), count(pool, "replaced")))));
        }
    }

    private static final class AnsweredFormat extends FactFormat<Answered> {
        AnsweredFormat() {
            super(Answered.class, "answered");
        }

        @Override
        void write(JsonOut json, Optional<Answered> fact) {
            json.millis("firstRoundTripMs", fact.map(Answered::roundTrip));
            json.object("identity", fact.map(Answered::identity), identity -> {
                json.text("versionText", identity.versionText());
                json.text("hostname", identity.hostname());
                json.number("port", identity.port());
                json.number("connectionId", identity.connectionId());
                json.text("currentUser", identity.currentUser());
                json.local("clock", Optional.of(identity.clock()));
            });
        }

        @Override
        Optional<Answered> read(JsonIn json) {
            return json.optionalObject("identity")
                    .map(identity -> new Answered(
                            json.millis("firstRoundTripMs")
                                    .orElseThrow(() -> json.wrong("firstRoundTripMs", "is missing")),
                            identity(identity)));
        }

        private static ServerIdentity identity(JsonIn json) {
            return new ServerIdentity(
                    json.text("versionText"),
                    json.text("hostname"),
                    json.integer("port"),
                    count(json, "connectionId"),
                    json.text("currentUser"),
                    json.local("clock").orElseThrow(() -> json.wrong("clock", "is missing")));
        }
    }

    private static final class VersionFormat extends FactFormat<VersionRead> {
        VersionFormat() {
            super(VersionRead.class, "version-read");
        }

        @Override
        void write(JsonOut json, Optional<VersionRead> fact) {
            json.object("version", fact.map(VersionRead::version), version -> {
                json.text("product", version.product().label());
                json.text("release", version.release());
                json.textOrNull("edition", version.edition());
                json.textOrNull("store", version.store());
                json.flag("simulated", version.simulated());
            });
        }

        @Override
        Optional<VersionRead> read(JsonIn json) {
            return json.optionalObject("version")
                    .map(version -> new VersionRead(new ServerVersion(
                            version.parsed("product", version.text("product"), VersionFormat::product),
                            version.text("release"),
                            version.textOrEmpty("edition"),
                            version.textOrEmpty("store"),
                            version.flag("simulated"))));
        }

        private static ServerVersion.Product product(String label) {
            return Arrays.stream(ServerVersion.Product.values())
                    .filter(product -> product.label().equals(label))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(label));
        }
    }

    /** One in an event, all that were verified in a connection's object. */
    private static final class DatabaseFormat extends FactFormat<DatabaseVerified> {
        DatabaseFormat() {
            super(DatabaseVerified.class, "database-verified");
        }

        @Override
        void write(JsonOut json, Optional<DatabaseVerified> fact) {
            json.object("database", fact.map(DatabaseVerified::access), access -> fields(json, access));
        }

        @Override
        Optional<DatabaseVerified> read(JsonIn json) {
            return json.optionalObject("database").map(DatabaseFormat::verified);
        }

        @Override
        void writeAll(JsonOut json, Facts facts) {
            super.writeAll(json, facts);
            databases(
                    json,
                    facts.each(DatabaseVerified.class).stream()
                            .map(DatabaseVerified::access)
                            .toList());
        }

        @Override
        List<DatabaseVerified> readAll(JsonIn json) {
            return json.objects("databases").stream()
                    .map(DatabaseFormat::verified)
                    .toList();
        }

        static void fields(JsonOut json, DatabaseAccess access) {
            json.text("name", access.database());
            json.text("read", extent(access.read()));
            json.text("write", extent(access.write()));
            json.text("create", extent(access.create()));
        }

        private static DatabaseVerified verified(JsonIn json) {
            return new DatabaseVerified(new DatabaseAccess(
                    json.text("name"), extent(json, "read"), extent(json, "write"), extent(json, "create")));
        }

        private static String extent(DatabaseAccess.Extent extent) {
            return extent.name().toLowerCase(Locale.ROOT);
        }

        private static DatabaseAccess.Extent extent(JsonIn json, String name) {
            return json.parsed(
                    name, json.text(name), text -> DatabaseAccess.Extent.valueOf(text.toUpperCase(Locale.ROOT)));
        }
    }

    private static long count(JsonIn json, String name) {
        return json.optionalNumber(name).orElseThrow(() -> json.wrong(name, "is missing"));
    }
}
