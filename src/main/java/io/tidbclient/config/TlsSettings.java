package io.tidbclient.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What TLS is asked for and with which material. Equal settings share one TLS context.
 *
 * @param mode how much is verified
 * @param ca PEM file with the CA certificates to trust; empty for the system's
 * @param cert PEM file with the client's certificate chain
 * @param key PEM file with the client's private key; present exactly when {@code cert} is
 */
public record TlsSettings(SslMode mode, Optional<Path> ca, Optional<Path> cert, Optional<Path> key) {
    public TlsSettings {
        if (cert.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    cert.isPresent() ? "a client certificate needs its key" : "a client key needs its certificate");
        }
    }

    /** The mode alone, with the system's CA certificates and no client certificate. */
    public static TlsSettings of(SslMode mode) {
        return new TlsSettings(mode, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
