package io.tidbclient.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A server as a URL: {@code mysql://user:password@host:port,host:port/database?ssl-mode=required}, or {@code tidb://}.
 * No message and no text of it holds a password.
 *
 * @param scheme {@code mysql} or {@code tidb}
 * @param hosts none when the URL names none: it leads to this machine
 * @param user if it has one
 * @param password if it has one, possibly empty
 * @param database if it has one
 * @param parameters the texts of settings by key; none that could name a class or another file than TLS material
 */
public record ServerUrl(
        String scheme,
        List<HostSpec> hosts,
        Optional<String> user,
        Optional<Secret> password,
        Optional<String> database,
        Map<String, String> parameters) {
    /** The schemes that are understood. */
    static final List<String> SCHEMES = List.of("mysql", "tidb");

    /** The host of a URL or a my.cnf that names none, as for every program that reads them. */
    static final String THIS_MACHINE = "127.0.0.1";

    private static final String JDBC = "jdbc:";

    /** Names of the protocol that other programs use; the driver that a + names is theirs. */
    private static final List<String> ALIASES = List.of("mysql", "mysql2", "mariadb");

    public ServerUrl {
        hosts = List.copyOf(hosts);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException when it is none, or has a parameter that is not allowed; never quotes a part
     *     that may hold a password
     */
    public static ServerUrl parse(String text) {
        return new UrlReader(text.strip()).read();
    }

    /** The scheme that a URL has here: {@code jdbc:mysql:}, {@code mysql+pymysql:} and the like are mysql; empty when none is. */
    static Optional<String> schemeOf(String text) {
        int end = text.indexOf("://");
        if (end <= 0) {
            return Optional.empty();
        }
        String written = text.substring(0, end).toLowerCase(Locale.ROOT);
        String scheme = written.startsWith(JDBC) ? written.substring(JDBC.length()) : written;
        int plus = scheme.indexOf('+');
        String protocol = plus < 0 ? scheme : scheme.substring(0, plus);
        return Optional.of(ALIASES.contains(protocol) ? "mysql" : protocol).filter(SCHEMES::contains);
    }

    /** Whether it is written for JDBC, whose URLs have user and password as parameters. */
    static boolean isJdbc(String text) {
        return text.regionMatches(true, 0, JDBC, 0, JDBC.length());
    }

    /** The settings that this URL gives, by key. The password is in plain text. */
    Map<String, String> parts() {
        Map<String, String> parts = new LinkedHashMap<>(parameters);
        parts.put(ConnectionOptions.HOST.key(), hosts.isEmpty() ? THIS_MACHINE : hostList());
        user.ifPresent(name -> parts.put(LoginOptions.USER.key(), name));
        password.ifPresent(secret -> parts.put(LoginOptions.PASSWORD.key(), secret.reveal()));
        // A URL's path is one name, whatever is in it.
        database.ifPresent(name -> parts.put(ConnectionOptions.DATABASE.key(), DatabaseNames.one(name)));
        return parts;
    }

    /** The URL for people, its password as asterisks. */
    @Override
    public String toString() {
        StringBuilder url = new StringBuilder(scheme).append("://");
        user.ifPresent(url::append);
        password.ifPresent(secret -> url.append(':').append(secret));
        if (user.isPresent() || password.isPresent()) {
            url.append('@');
        }
        url.append(hostList());
        database.ifPresent(name -> url.append('/').append(name));
        String query = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? url.toString() : url.append('?').append(query).toString();
    }

    private String hostList() {
        return hosts.stream().map(HostSpec::toString).collect(Collectors.joining(","));
    }
}
