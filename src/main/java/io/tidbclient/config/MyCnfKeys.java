package io.tidbclient.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of a my.cnf, as https://dev.mysql.com/doc/refman/8.4/en/mysql-command-options.html and
 * https://mariadb.com/kb/en/mariadb-command-line-client/ list them: those that mean something to this tool, and those that
 * concern the interactive client and its output alone.
 */
final class MyCnfKeys {
    /** The prefix of a key that other versions of a client may not know. */
    private static final String LOOSE = "loose-";

    private static final List<String> FLAG_PREFIXES = List.of("skip-", "disable-", "enable-", "no-");

    private static final int NEAR = 2;

    private static final String CHARACTER_SET = "default-character-set";

    private static final Set<String> READ = Set.of(
            ConnectionOptions.HOST.key(),
            ConnectionOptions.PORT.key(),
            LoginOptions.USER.key(),
            LoginOptions.PASSWORD.key(),
            ConnectionOptions.DATABASE.key(),
            ConnectionOptions.CONNECT_TIMEOUT.key(),
            TlsOptions.SSL_CA.key(),
            TlsOptions.SSL_CERT.key(),
            TlsOptions.SSL_KEY.key(),
            TlsOptions.SSL_MODE.key());

    private static final Set<String> INTERACTIVE = Set.of(
            "abort-source-on-error",
            "auto-rehash",
            "auto-vertical-output",
            "batch",
            "beep",
            "binary-as-hex",
            "binary-mode",
            "column-names",
            "column-type-info",
            "comments",
            "debug-check",
            "debug-info",
            "delimiter",
            "force",
            "histignore",
            "html",
            "ignore-spaces",
            "line-numbers",
            "named-commands",
            "pager",
            "progress-reports",
            "prompt",
            "quick",
            "raw",
            "reconnect",
            "safe-updates",
            "i-am-a-dummy",
            "script-dir",
            "show-query-costs",
            "show-warnings",
            "sigint-ignore",
            "silent",
            "syslog",
            "system-command",
            "table",
            "tee",
            "unbuffered",
            "verbose",
            "vertical",
            "xml");

    /** Keys without a value that change the connection; other words without one may be a piece of a password. */
    private static final Set<String> FLAGS = Set.of(
            "compress",
            "connect-expired-password",
            "local-infile",
            "enable-cleartext-plugin",
            "get-server-public-key",
            "secure-auth",
            "ssl-fips-mode");

    /** Keys with a value that the clients have and this tool does not honour. */
    private static final Set<String> NOT_HONOURED = Set.of(
            "authentication-oci-client-config-profile",
            "bind-address",
            "character-sets-dir",
            "compression-algorithms",
            CHARACTER_SET,
            "default-auth",
            "defaults-extra-file",
            "defaults-group-suffix",
            "dns-srv-name",
            "execute",
            "init-command",
            "init-command-add",
            "load-data-local-dir",
            "login-path",
            "max-allowed-packet",
            "max-join-size",
            "net-buffer-length",
            "oci-config-file",
            "pipe",
            "plugin-authentication-kerberos-client-mode",
            "plugin-dir",
            "protocol",
            "select-limit",
            "server-arg",
            "server-public-key-path",
            "shared-memory-base-name",
            "socket",
            "ssl-capath",
            "ssl-cipher",
            "ssl-crl",
            "ssl-crlpath",
            "ssl-fp",
            "ssl-fplist",
            "ssl-passphrase",
            "ssl-session-data",
            "ssl-session-data-continue-on-failed-reuse",
            "tls-ciphersuites",
            "tls-sni-servername",
            "tls-version",
            "zstd-compression-level");

    private MyCnfKeys() {}

    /** A key as it is called here: {@code _} is {@code -}, and {@code loose-} in front is dropped. */
    static String named(String written) {
        String hyphenated = written.strip().replace('_', '-');
        return hyphenated.startsWith(LOOSE) ? hyphenated.substring(LOOSE.length()) : hyphenated;
    }

    /** Whether a key is a setting of this tool, under the same name. */
    static boolean isRead(String key) {
        return READ.contains(key);
    }

    /** Whether a message may quote a key that is not read: it is known, and not what may be a password in the wrong line. */
    static boolean mayBeShown(String key, Optional<String> value) {
        return FLAGS.contains(plain(key)) || (value.isPresent() && NOT_HONOURED.contains(key));
    }

    /** The key that may have been meant; empty when none is near. */
    static Optional<String> near(String key) {
        return Nearest.to(key, List.copyOf(READ)).filter(meant -> Nearest.distance(key, meant) <= NEAR);
    }

    /** Whether a key makes no difference to what this tool does, so that it can be ignored in silence. */
    static boolean makesNoDifference(String key, Optional<String> value) {
        if (key.equals(CHARACTER_SET)) {
            // What this tool always uses.
            return value.filter(set -> set.toLowerCase(Locale.ROOT).startsWith("utf8"))
                    .isPresent();
        }
        return INTERACTIVE.contains(key) || INTERACTIVE.contains(plain(key));
    }

    /** A flag without what turns it on or off. */
    private static String plain(String key) {
        return FLAG_PREFIXES.stream()
                .filter(key::startsWith)
                .findFirst()
                .filter(prefix -> !FLAGS.contains(key))
                .map(prefix -> key.substring(prefix.length()))
                .orElse(key);
    }
}
