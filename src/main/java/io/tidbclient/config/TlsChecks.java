package io.tidbclient.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks what the TLS settings say together, and the files that they name.
 *
 * @param settings of all connections, or of a listed one
 * @param mistakes is given each mistake, at the setting that has it
 */
record TlsChecks(ResolvedSettings settings, MistakeReporter mistakes) {
    private static final List<Setting<Path>> FILES = List.of(Settings.SSL_CA, Settings.SSL_CERT, Settings.SSL_KEY);

    /** Whether all is well. */
    boolean pass() {
        Optional<Boolean> disabled = mistakes.attempt(
                settings.origin(Settings.SSL_MODE),
                () -> settings.find(Settings.SSL_MODE)
                        .filter(SslMode.DISABLED::equals)
                        .isPresent());
        if (disabled.orElse(false)) {
            return FILES.stream()
                            .filter(file -> !check(file, () -> refuseUnused(file)))
                            .count()
                    == 0;
        }
        boolean cert = check(
                Settings.SSL_CERT,
                () -> requireOther(Settings.SSL_CERT, Settings.SSL_KEY, "a client certificate needs its private key"));
        boolean key = check(
                Settings.SSL_KEY,
                () -> requireOther(Settings.SSL_KEY, Settings.SSL_CERT, "a private key needs its client certificate"));
        boolean caFile = check(Settings.SSL_CA, () -> requireCertificates(Settings.SSL_CA));
        boolean certFile = check(Settings.SSL_CERT, () -> requireCertificates(Settings.SSL_CERT));
        boolean keyFile = check(Settings.SSL_KEY, this::requirePrivateKey);
        return disabled.isPresent() && cert && key && caFile && certFile && keyFile;
    }

    private boolean check(Setting<Path> file, Runnable check) {
        return mistakes.check(settings.origin(file), check);
    }

    private void refuseUnused(Setting<Path> file) {
        if (settings.find(file).isPresent()) {
            throw new ConfigException("%s: it is of no use while ssl-mode is disabled (%s); leave one of them out."
                    .formatted(
                            settings.subject(file),
                            settings.origin(Settings.SSL_MODE).describe()));
        }
    }

    private void requireOther(Setting<Path> given, Setting<Path> other, String why) {
        if (settings.find(given).isPresent() && settings.find(other).isEmpty()) {
            throw new ConfigException(settings.subject(given) + ": " + why + "; " + give(other) + ".");
        }
    }

    /** An option does not complete what a listed connection has itself. */
    private String give(Setting<Path> missing) {
        return settings.connection().isPresent()
                ? "give " + missing.key() + " beside it"
                : "give it with " + missing.options().getFirst();
    }

    private void requireCertificates(Setting<Path> file) {
        settings.find(file).ifPresent(path -> pem(path).requireCertificates(settings.subject(file)));
    }

    private void requirePrivateKey() {
        settings.find(Settings.SSL_KEY)
                .ifPresent(path -> pem(path).requirePrivateKey(settings.subject(Settings.SSL_KEY)));
    }

    private static PemFile pem(Path path) {
        return new PemFile(TextFile.at(path));
    }
}
