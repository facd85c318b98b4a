package io.tidbclient.testing;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a TiDB of a test's own is set up.
 *
 * @param tls certificate files that it presents and trusts; without them and without {@code autoTls} it offers no TLS
 * @param autoTls whether it makes itself a certificate, which cannot be verified
 * @param maxConnections how many it admits before it refuses with error 1040; unlimited when empty
 * @param requireSecureTransport whether it refuses plain text with error 3159; needs TLS of one of the two kinds
 */
public record TidbOptions(
        Optional<TlsFiles> tls, boolean autoTls, OptionalInt maxConnections, boolean requireSecureTransport) {
    /** Checks that what requires TLS comes with TLS. */
    public TidbOptions {
        if (requireSecureTransport && tls.isEmpty() && !autoTls) {
            throw new IllegalArgumentException("a server that refuses plain text needs TLS");
        }
    }

    /** As it comes: plain text only, no limit. */
    public static final TidbOptions PLAIN = new TidbOptions(Optional.empty(), false, OptionalInt.empty(), false);

    /**
     * Files in PEM.
     *
     * @param authority the CA that clients' certificates are checked against
     * @param certificate the server's, with intermediate ones after it
     * @param key the server's private key, without a passphrase
     */
    public record TlsFiles(Path authority, Path certificate, Path key) {}

    /** The same with certificate files. */
    public TidbOptions withTls(TlsFiles files) {
        return new TidbOptions(Optional.of(files), false, maxConnections, requireSecureTransport);
    }

    /** The same with a certificate that the server makes itself. */
    public TidbOptions withAutoTls() {
        return new TidbOptions(Optional.empty(), true, maxConnections, requireSecureTransport);
    }

    /** The same, admitting {@code count} connections. */
    public TidbOptions withMaxConnections(int count) {
        return new TidbOptions(tls, autoTls, OptionalInt.of(count), requireSecureTransport);
    }

    /** The same, refusing plain text. */
    public TidbOptions withSecureTransportOnly() {
        return new TidbOptions(tls, autoTls, maxConnections, true);
    }

    /** The server's configuration file. */
    String toml() {
        StringBuilder text = new StringBuilder();
        maxConnections.ifPresent(count ->
                text.append("[instance]\nmax_connections = ").append(count).append('\n'));
        text.append("[security]\nauto-tls = ").append(autoTls).append('\n');
        tls.ifPresent(files -> text.append("ssl-ca = ")
                .append(quoted(files.authority()))
                .append("\nssl-cert = ")
                .append(quoted(files.certificate()))
                .append("\nssl-key = ")
                .append(quoted(files.key()))
                .append('\n'));
        return text.toString();
    }

    private static String quoted(Path file) {
        return "'" + file.toAbsolutePath() + "'";
    }
}
