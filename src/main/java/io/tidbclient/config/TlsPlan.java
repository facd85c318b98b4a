package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How much TLS each host gets, its files looked at.
 *
 * @param mode the one that was asked for, if any
 * @param ca the CA certificates to trust
 * @param cert the client's certificate
 * @param key the client's key
 */
record TlsPlan(Optional<SslMode> mode, Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
    /** Where TiDB Cloud's servers are; the second one has its older development clusters. */
    private static final List<String> CLOUD = List.of("tidbcloud.com", "tidb-cloud.com");

    /** @throws ConfigException when the settings contradict each other, or a file is not what it should be */
    static TlsPlan from(ResolvedSettings settings) {
        TlsPlan plan = new TlsPlan(
                settings.find(Settings.SSL_MODE),
                settings.find(Settings.SSL_CA),
                settings.find(Settings.SSL_CERT),
                settings.find(Settings.SSL_KEY));
        refuseUnused(plan, settings);
        if (plan.cert.isPresent() && plan.key.isEmpty()) {
            throw new ConfigException(settings.subject(Settings.SSL_CERT)
                    + ": a client certificate needs its private key; " + give(Settings.SSL_KEY, settings) + ".");
        }
        if (plan.key.isPresent() && plan.cert.isEmpty()) {
            throw new ConfigException(settings.subject(Settings.SSL_KEY)
                    + ": a private key needs its client certificate; " + give(Settings.SSL_CERT, settings) + ".");
        }
        plan.ca.ifPresent(path -> pem(path).requireCertificates(settings.subject(Settings.SSL_CA)));
        plan.cert.ifPresent(path -> pem(path).requireCertificates(settings.subject(Settings.SSL_CERT)));
        plan.key.ifPresent(path -> pem(path).requirePrivateKey(settings.subject(Settings.SSL_KEY)));
        return plan;
    }

    /** The settings for one host; what the mode is when nobody asked for one is decided here. */
    TlsSettings forHost(String host) {
        return new TlsSettings(mode.orElseGet(() -> defaultMode(host)), ca, cert, key);
    }

    private SslMode defaultMode(String host) {
        if (isCloud(host)) {
            return SslMode.VERIFY_IDENTITY;
        }
        // As MySQL's own clients do: whoever gives a CA wants it to be looked at.
        return ca.isPresent() ? SslMode.VERIFY_CA : SslMode.PREFERRED;
    }

    private static boolean isCloud(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return CLOUD.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    private static void refuseUnused(TlsPlan plan, ResolvedSettings settings) {
        if (plan.mode.filter(SslMode.DISABLED::equals).isEmpty()) {
            return;
        }
        for (Setting<Path> setting : List.of(Settings.SSL_CA, Settings.SSL_CERT, Settings.SSL_KEY)) {
            if (settings.find(setting).isPresent()) {
                throw new ConfigException("%s: it is of no use while ssl-mode is disabled (%s); leave one of them out."
                        .formatted(
                                settings.subject(setting),
                                settings.origin(Settings.SSL_MODE).describe()));
            }
        }
    }

    /** An option does not complete what a listed connection has itself. */
    private static String give(Setting<Path> missing, ResolvedSettings settings) {
        return settings.connection().isPresent()
                ? "give " + missing.key() + " beside it"
                : "give it with " + missing.options().getFirst();
    }

    private static PemFile pem(Path path) {
        return new PemFile(TextFile.at(path));
    }
}
