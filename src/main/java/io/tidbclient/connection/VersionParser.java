package io.tidbclient.connection;

import io.tidbclient.connection.ServerVersion.Product;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a server's kind and release from what it says of itself. Never throws, whatever that is. */
final class VersionParser {
    /** {@code 8.0.11-TiDB-v8.5.4}, {@code 5.7.25-TiDB-v7.1.0-alpha}: what TiDB pretends to be, then what it is. */
    private static final Pattern TIDB = Pattern.compile("(?i)tidb-(.*)", Pattern.DOTALL);

    /** Older MariaDB servers put 5.5.5 in front, for the sake of old clients. */
    private static final Pattern MARIADB = Pattern.compile("(?i)(?:5\\.5\\.5-)?(\\d+(?:\\.\\d+)*)-mariadb");

    /** What this tool's sandbox puts behind the release it imitates. */
    private static final Pattern SANDBOX_SUFFIX = Pattern.compile("(?i)-sandbox$");

    /** What this tool's sandbox puts into its version. */
    private static final String SANDBOX = "sandbox";

    private VersionParser() {}

    /** @param text {@code VERSION()} */
    static ServerVersion parse(String text) {
        boolean simulated = text.toLowerCase(Locale.ROOT).contains(SANDBOX);
        Matcher tidb = TIDB.matcher(text);
        if (tidb.find()) {
            return version(Product.TIDB, release(tidb.group(1)), simulated);
        }
        Matcher mariadb = MARIADB.matcher(text);
        if (mariadb.find()) {
            return version(Product.MARIADB, mariadb.group(1), simulated);
        }
        boolean isMariadb = text.toLowerCase(Locale.ROOT).contains("mariadb");
        return version(isMariadb ? Product.MARIADB : Product.MYSQL, release(text), simulated);
    }

    /**
     * Adds what {@code TIDB_VERSION()} reports: it is TiDB, whatever {@code VERSION()} was made to say, since the
     * setting {@code server-version} lets an administrator choose that.
     *
     * @param details one {@code Name: value} a line
     */
    static ServerVersion withDetails(ServerVersion parsed, String details) {
        String release =
                field(details, "Release Version").map(VersionParser::release).orElse(parsed.release());
        return new ServerVersion(
                Product.TIDB,
                release,
                field(details, "Edition").orElse(""),
                field(details, "Store").orElse(""),
                parsed.simulated() || details.toLowerCase(Locale.ROOT).contains(SANDBOX));
    }

    private static Optional<String> field(String details, String name) {
        return details.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> ServerText.shortened(line.substring(name.length() + 1)))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** As the server names it: builds differ in what stands behind the numbers. */
    private static String release(String text) {
        return SANDBOX_SUFFIX.matcher(ServerText.shortened(text)).replaceFirst("");
    }

    private static ServerVersion version(Product product, String release, boolean simulated) {
        return new ServerVersion(product, release, "", "", simulated);
    }
}
