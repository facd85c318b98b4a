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
    private static final List<Setting<Path>> FILES =
            List.of(TlsOptions.SSL_CA, TlsOptions.SSL_CERT, TlsOptions.SSL_KEY);

    /** Whether all is well. */
    boolean pass() {
        Optional<Boolean> disabled = mistakes.attempt(
                settings.origin(TlsOptions.SSL_MODE),
                () -> settings.find(TlsOptions.SSL_MODE)
                        .filter(SslMode.DISABLED::equals)
                        .isPresent());
        if (disabled.orElse(false)) {
            return FILES.stream()
                            .filter(file -> !check(file, () -> refuseUnused(file)))
                            .count()
                    == 0;
        }
        boolean cert = check(
                TlsOptions.SSL_CERT,
                () -> requireOther(
                        TlsOptions.SSL_CERT, TlsOptions.SSL_KEY, "a client certificate needs its private key"));
        boolean key = check(
                TlsOptions.SSL_KEY,
                () -> requireOther(
                        TlsOptions.SSL_KEY, TlsOptions.SSL_CERT, "a private key needs its client certificate"));
        boolean caFile = check(TlsOptions.SSL_CA, () -> requireCertificates(TlsOptions.SSL_CA));
        boolean certFile = check(TlsOptions.SSL_CERT, () -> requireCertificates(TlsOptions.SSL_CERT));
        boolean keyFile = check(TlsOptions.SSL_KEY, this::requirePrivateKey);
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
                            settings.origin(TlsOptions.SSL_MODE).describe()));
        }
    }

    private void requireOther(Setting<Path> given, Setting<Path> other, String why) {
        if (settings.find(given).isPresent() && settings.find(other).isEmpty()) {
            throw new ConfigException(settings.subject(given) + ": " + why + "; " + give(given, other) + ".");
        }
    }

    /** An option does not complete what a file has for one connection, such as that of the history. */
    private String give(Setting<Path> given, Setting<Path> missing) {
        Origin origin = settings.origin(given);
        return origin instanceof Origin.Option || origin instanceof Origin.Variable
                ? "give it with " + missing.options().getFirst()
                : "give " + missing.key() + " beside it";
    }

    private void requireCertificates(Setting<Path> file) {
        settings.find(file).ifPresent(path -> pem(path).requireCertificates(settings.subject(file)));
    }

    private void requirePrivateKey() {
        settings.find(TlsOptions.SSL_KEY)
                .ifPresent(path -> pem(path).requirePrivateKey(settings.subject(TlsOptions.SSL_KEY)));
    }

    private static PemFile pem(Path path) {
        return new PemFile(TextFile.at(path));
    }
}
