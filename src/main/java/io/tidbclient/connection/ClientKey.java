package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.TlsSettings;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The client's certificate and key, shown to every server that asks. The JDK's own key manager would hold the
 * certificate back from a server that names other CAs than its issuer, and the user would never learn why.
 */
final class ClientKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "client";

    private final List<X509Certificate> chain;
    private final PrivateKey key;

    private ClientKey(List<X509Certificate> chain, PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Reads the pair that the settings name, if they name one.
     *
     * @throws ConfigException when a file cannot be read, or the two do not belong together
     */
    static Optional<ClientKey> of(TlsSettings settings) {
        if (settings.cert().isEmpty()) {
            return Optional.empty();
        }
        Path certPath = settings.cert().orElseThrow();
        Path keyPath = settings.key().orElseThrow();
        List<X509Certificate> chain = Certificates.read(certPath, "client certificate");
        PrivateKey key = PrivateKeyFile.read(keyPath);
        if (!belongTogether(chain.get(0).getPublicKey(), key)) {
            throw new ConfigException("The client key " + keyPath + " does not belong to the certificate " + certPath
                    + "; give the two that were made together.");
        }
        return Optional.of(new ClientKey(chain, key));
    }

    private static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
        String algorithm = switch (privateKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] text = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(privateKey);
            signer.update(text);
            byte[] signature = signer.sign();
            signer.initVerify(publicKey);
            signer.update(text);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return new String[0];
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
