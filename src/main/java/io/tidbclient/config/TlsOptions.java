package io.tidbclient.config;

import java.nio.file.Path;
import java.time.Duration;

import static io.tidbclient.config.Setting.Kind.PATH;
import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#TLS}: TLS. */
public final class TlsOptions {
    private static final Duration TEN_YEARS = Duration.ofDays(3650);

    /** How much TLS. Its default depends on the host: {@link TlsPlan}. */
    public static final Setting<SslMode> SSL_MODE = Setting.of(
                    "ssl-mode", SettingGroup.TLS, VALUE, Values.oneOf(SslMode.values(), SslMode::label))
            .options("--ssl-mode")
            .help(
                    "MODE",
                    "disabled, preferred, required, verify-ca or verify-identity. Default: verify-identity for hosts"
                            + " of TiDB Cloud, verify-ca with --ssl-ca, else preferred.")
            .example("verify-identity")
            .build();

    /** Which certificates are trusted. */
    public static final Setting<Path> SSL_CA = Setting.of("ssl-ca", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-ca")
            .alias("TIDB_CA_PATH")
            .help("FILE", "PEM file with the CA certificates to trust instead of the system's.")
            .example("ca.pem")
            .build();

    /** The client's certificate. */
    public static final Setting<Path> SSL_CERT = Setting.of("ssl-cert", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-cert")
            .help("FILE", "PEM file with the client's certificate; needs --ssl-key.")
            .example("client-cert.pem")
            .build();

    /** The client's private key. */
    public static final Setting<Path> SSL_KEY = Setting.of("ssl-key", SettingGroup.TLS, PATH, Values::path)
            .options("--ssl-key")
            .help("FILE", "PEM file with the client's private key, not encrypted; needs --ssl-cert.")
            .example("client-key.pem")
            .build();

    /** How early the check warns of a certificate. */
    public static final Setting<Duration> WARN_CERT_EXPIRY = Setting.of(
                    "warn-cert-expiry", SettingGroup.TLS, VALUE, Values.duration(Duration.ZERO, TEN_YEARS))
            .options("--warn-cert-expiry")
            .help(
                    "DURATION",
                    "Warn when a certificate that the server presents expires within this time; 0 disables the"
                            + " warning. The exit code stays the same.")
            .defaultText("14d")
            .build();

    private TlsOptions() {}
}
