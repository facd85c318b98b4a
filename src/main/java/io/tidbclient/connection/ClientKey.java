package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.TlsSettings;

import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
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
    private static final byte[] RSA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01};
    private static final byte[] EC = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
    private static final int EC_PARAMETERS = 0xa0;

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
        PrivateKey key = readKey(keyPath);
        if (!belongTogether(chain.get(0).getPublicKey(), key)) {
            throw new ConfigException(
                    "The client key " + keyPath + " does not belong to the certificate " + certPath + ".");
        }
        return Optional.of(new ClientKey(chain, key));
    }

    private static PrivateKey readKey(Path path) {
        PemFile file = PemFile.read(path, "client key");
        PemFile.Block block = file.labelled("PRIVATE KEY").stream()
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        "The client key " + path + " has no private key in it; is it the certificate?"));
        if (block.encrypted()) {
            throw new ConfigException("The client key " + path
                    + " is encrypted, which is not supported; decrypt it with: openssl pkey -in KEY -out NEW_KEY");
        }
        try {
            return decode(toPkcs8(block));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ConfigException(
                    "The client key " + path + " is neither an RSA nor an EC nor an Ed25519 key in PEM.", e);
        }
    }

    private static byte[] toPkcs8(PemFile.Block block) {
        byte[] version = Der.element(Der.INTEGER, new byte[] {0});
        return switch (block.label()) {
            case "RSA PRIVATE KEY" ->
                Der.element(
                        Der.SEQUENCE,
                        version,
                        Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_ID, RSA), Der.element(Der.NULL)),
                        Der.element(Der.OCTET_STRING, block.der()));
            case "EC PRIVATE KEY" ->
                Der.element(
                        Der.SEQUENCE,
                        version,
                        Der.element(Der.SEQUENCE, Der.element(Der.OBJECT_ID, EC), curveOf(block.der())),
                        Der.element(Der.OCTET_STRING, block.der()));
            default -> block.der();
        };
    }

    /** The curve of an RFC 5915 key: its own parameters, as they are. */
    private static byte[] curveOf(byte[] der) {
        return Der.childOf(der, EC_PARAMETERS)
                .orElseThrow(() -> new IllegalArgumentException("the key does not name its curve"));
    }

    private static PrivateKey decode(byte[] pkcs8) throws GeneralSecurityException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(pkcs8);
        InvalidKeySpecException last = null;
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                last = e;
            }
        }
        throw last;
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
