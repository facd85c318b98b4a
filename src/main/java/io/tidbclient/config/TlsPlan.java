package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The TLS mode of each host; its files are read.
 *
 * @param mode the one that was asked for, if any
 * @param ca the CA certificates to trust
 * @param cert the client's certificate
 * @param key the client's key
 */
record TlsPlan(Optional<SslMode> mode, Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
    /** Where TiDB Cloud's servers are; the second one has its older development clusters. */
    private static final List<String> CLOUD = List.of("tidbcloud.com", "tidb-cloud.com");

    /**
     * The plan of these settings; empty after mistakes have been reported.
     *
     * @param mistakes is given what contradicts itself, and each file that is not what it should be
     */
    static Optional<TlsPlan> from(ResolvedSettings settings, MistakeReporter mistakes) {
        return new TlsChecks(settings, mistakes).pass()
                ? Optional.of(new TlsPlan(
                        settings.find(TlsOptions.SSL_MODE),
                        settings.find(TlsOptions.SSL_CA),
                        settings.find(TlsOptions.SSL_CERT),
                        settings.find(TlsOptions.SSL_KEY)))
                : Optional.empty();
    }

    /** The settings for one host; the default mode is decided here. */
    TlsSettings forHost(String host) {
        return new TlsSettings(mode.orElseGet(() -> defaultMode(host)), ca, cert, key);
    }

    private SslMode defaultMode(String host) {
        if (isCloud(host)) {
            return SslMode.VERIFY_IDENTITY;
        }
        // As MySQL's own clients do: a CA that is given is meant to be verified.
        return ca.isPresent() ? SslMode.VERIFY_CA : SslMode.PREFERRED;
    }

    private static boolean isCloud(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return CLOUD.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }
}
