package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.FLAG;
import static io.tidbclient.config.Setting.Kind.LIST;
import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#SERVER}: the server of {@code serve}. */
public final class ServeOptions {
    /** Where to listen. */
    public static final Setting<ListenAddress> LISTEN = Setting.of(
                    "listen", SettingGroup.SERVER, VALUE, ListenAddress::parse)
            .options("--listen")
            .help(
                    "HOST[:PORT]",
                    "Address to listen on; port 0 takes a free one. An address that other machines can reach requires"
                            + " --auth-file or --allow-anonymous.")
            .defaultText("127.0.0.1:" + ListenAddress.DEFAULT_PORT)
            .build();

    /** The tokens that give access. */
    public static final Setting<Path> AUTH_FILE = Setting.of("auth-file", SettingGroup.SERVER, PATH, Values::path)
            .options("--auth-file")
            .help(
                    "FILE",
                    "Answer only requests with a token of this file, which has one on each line: 'Authorization: Bearer"
                            + " TOKEN', or the token as the password of Basic authentication.")
            .example("/etc/tidb-client/tokens")
            .build();

    /** Whether to listen on any address without tokens. */
    public static final Setting<Boolean> ALLOW_ANONYMOUS = Setting.of(
                    "allow-anonymous", SettingGroup.SERVER, FLAG, Values::flag)
            .options("--allow-anonymous")
            .help("", "Listen on any address without authentication.")
            .defaultText("false")
            .build();

    /** The names of this machine. */
    public static final Setting<List<String>> SERVER_NAME = Setting.of(
                    "server-name", SettingGroup.SERVER, LIST, ServeOptions::names)
            .options("--server-name")
            .help(
                    "NAME",
                    "Host name by which clients reach this server, beside localhost and addresses; repeatable. Without"
                            + " authentication, requests for other names are refused.")
            .example("monitor.example.com")
            .build();

    /** The certificate of the server. */
    public static final Setting<Path> TLS_CERT = Setting.of("tls-cert", SettingGroup.SERVER, PATH, Values::path)
            .options("--tls-cert")
            .help("FILE", "Certificate chain of this server as PEM, for HTTPS; requires --tls-key.")
            .example("/etc/tidb-client/server.pem")
            .build();

    /** The key of the server's certificate. */
    public static final Setting<Path> TLS_KEY = Setting.of("tls-key", SettingGroup.SERVER, PATH, Values::path)
            .options("--tls-key")
            .help("FILE", "Private key of --tls-cert as PEM, without a passphrase.")
            .example("/etc/tidb-client/server.key")
            .build();

    /** Whether targets decide on readiness. */
    public static final Setting<Boolean> READY_REQUIRES_TARGETS = Setting.of(
                    "ready-requires-targets", SettingGroup.SERVER, FLAG, Values::flag)
            .options("--ready-requires-targets")
            .help("", "Be ready (/health/ready) only while every target is up.")
            .defaultText("false")
            .build();

    /** Whether import jobs are not followed. */
    public static final Setting<Boolean> NO_IMPORTS = Setting.of("no-imports", SettingGroup.SERVER, FLAG, Values::flag)
            .options("--no-imports")
            .help("", "Do not follow import jobs.")
            .defaultText("false")
            .build();

    /** What is run when a target goes down. */
    public static final Setting<String> ON_DOWN = Setting.of("on-down", SettingGroup.SERVER, VALUE, Values::command)
            .options("--on-down")
            .help(
                    "COMMAND",
                    "Command to run when a target goes down; gets what happened in variables TIDB_CLIENT_... Runs without"
                            + " a shell, for at most a minute; quotes and backslashes work as in one.")
            .example("/usr/local/bin/page-dba")
            .build();

    /** What is run when a target comes back. */
    public static final Setting<String> ON_UP = Setting.of("on-up", SettingGroup.SERVER, VALUE, Values::command)
            .options("--on-up")
            .help("COMMAND", "Command to run when a target that was down is up again; see --on-down.")
            .example("/usr/local/bin/page-dba")
            .build();

    /** What is run when an import job makes no progress. */
    public static final Setting<String> ON_STALL = Setting.of("on-stall", SettingGroup.SERVER, VALUE, Values::command)
            .options("--on-stall")
            .help("COMMAND", "Command to run when an import job makes no progress (--stall); see --on-finish.")
            .example("/usr/local/bin/page-dba")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL = List.of(
            LISTEN,
            AUTH_FILE,
            ALLOW_ANONYMOUS,
            SERVER_NAME,
            TLS_CERT,
            TLS_KEY,
            READY_REQUIRES_TARGETS,
            ON_DOWN,
            ON_UP,
            ON_STALL,
            NO_IMPORTS);

    private ServeOptions() {}

    private static List<String> names(String text) {
        return HostSpec.parseList(text).stream()
                .map(spec -> {
                    if (spec.port().isPresent()) {
                        throw new IllegalArgumentException("a name has no port; give the host alone");
                    }
                    return spec.host();
                })
                .toList();
    }
}
