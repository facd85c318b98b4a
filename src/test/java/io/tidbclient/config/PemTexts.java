package io.tidbclient.config;

import io.tidbclient.pem.PemBlock;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** PEM texts made on the spot: a certificate the JDK trusts, and a fresh key. */
final class PemTexts {
    private PemTexts() {}

    static String certificate() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            X509TrustManager manager = (X509TrustManager) Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            return block("CERTIFICATE", manager.getAcceptedIssuers()[0].getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String privateKey() {
        try {
            return block(
                    "PRIVATE KEY",
                    KeyPairGenerator.getInstance("EC")
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String block(String type, byte[] content) {
        return PemBlock.of(type, content).text();
    }
}
