package io.tidbclient.config;

import java.util.Set;

/** Which TLS material of weaker layers a layer hides, since both together would contradict each other. */
final class TlsHidden {
    private TlsHidden() {}

    /** None of it is for a connection in plain text, and a certificate and its key belong together. */
    static Set<Setting<?>> by(Layer own) {
        if (own.find(TlsOptions.SSL_MODE).filter(TlsHidden::isPlainText).isPresent()) {
            return Set.of(TlsOptions.SSL_CA, TlsOptions.SSL_CERT, TlsOptions.SSL_KEY);
        }
        boolean hasClient = own.find(TlsOptions.SSL_CERT).isPresent()
                || own.find(TlsOptions.SSL_KEY).isPresent();
        return hasClient ? Set.of(TlsOptions.SSL_CERT, TlsOptions.SSL_KEY) : Set.of();
    }

    /** A mode that cannot be parsed is reported where its value is read. */
    private static boolean isPlainText(Entry mode) {
        try {
            return TlsOptions.SSL_MODE.parse(mode.text(), mode.origin()) == SslMode.DISABLED;
        } catch (ConfigException e) {
            return false;
        }
    }
}
