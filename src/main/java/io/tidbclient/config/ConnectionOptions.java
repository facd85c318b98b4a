package io.tidbclient.config;

import java.time.Duration;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.LIST;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#CONNECTION}: the servers to connect to. */
public final class ConnectionOptions {
    /** The default server; the port is {@link ServerAddress#DEFAULT_PORT}. */
    public static final String DEFAULT_HOST = "tidb.qyruvz1u6xtd.clusters.dev.tidb-cloud.com";

    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofHours(24);

    /** Where to connect. */
    public static final Setting<List<HostSpec>> HOST = Setting.of(
                    "host", SettingGroup.CONNECTION, LIST, HostSpec::parseList)
            .options("-H", "--host")
            .help("HOST[:PORT]", "Server to connect to; repeatable, or separated by commas. IPv6 as [::1]:4000.")
            .defaultText(DEFAULT_HOST)
            .build();

    /** The port of hosts that are given without one. */
    public static final Setting<Integer> PORT = Setting.of("port", SettingGroup.CONNECTION, VALUE, Values::port)
            .options("-P", "--port")
            .help("PORT", "Port of hosts that are given without one.")
            .defaultText(String.valueOf(ServerAddress.DEFAULT_PORT))
            .build();

    /** The databases to verify. */
    public static final Setting<List<String>> DATABASE = Setting.of(
                    "database", SettingGroup.CONNECTION, LIST, DatabaseNames::parse)
            .options("-d", "--database")
            .alias("TIDB_DB_NAME")
            .help("NAME", "Database to verify; repeatable, or separated by commas.")
            .example("test")
            .build();

    /** Several of the above in one. */
    public static final Setting<ServerUrl> URL = Setting.of("url", SettingGroup.CONNECTION, VALUE, ServerUrl::parse)
            .options("--url")
            .alias(Variables.DATABASE_URL)
            .help("URL", "Server as mysql://user@host:port/database?ssl-mode=...; a password only in DATABASE_URL.")
            .example("mysql://root@127.0.0.1:4000/test")
            .secret()
            .build();

    /** How long a TCP connection may take. */
    public static final Setting<Duration> CONNECT_TIMEOUT = Setting.of(
                    "connect-timeout", SettingGroup.CONNECTION, VALUE, Values.duration(INSTANT, DAY))
            .options("--connect-timeout")
            .help("DURATION", "Time limit for opening a connection, and for the server's greeting.")
            .defaultText("10s")
            .build();

    /** How long an answer may take. */
    public static final Setting<Duration> READ_TIMEOUT = Setting.of(
                    "read-timeout", SettingGroup.CONNECTION, VALUE, Values.duration(INSTANT, DAY))
            .options("--read-timeout")
            .help("DURATION", "Time limit for each wait for data from the server, during login or a statement.")
            .defaultText("30s")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL = List.of(HOST, PORT, DATABASE, URL, CONNECT_TIMEOUT, READ_TIMEOUT);

    private ConnectionOptions() {}
}
