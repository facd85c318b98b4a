package io.tidbclient.sandbox.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An identity: a private key and the certificates that vouch for it.
 *
 * @param key never shown
 * @param chain the certificate itself first, then those of its authorities
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    public Identity {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("an identity has at least one certificate");
        }
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Identity[" + certificate().getSubjectX500Principal() + "]";
    }
}
