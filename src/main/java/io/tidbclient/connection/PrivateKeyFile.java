package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.pem.Der;
import io.tidbclient.pem.PemBlock;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads private keys. Java reads PKCS#8 alone; the older formats are put into its envelope. */
final class PrivateKeyFile {
    private static final byte[] RSA = Der.oid("1.2.840.113549.1.1.1");
    private static final byte[] EC = Der.oid("1.2.840.10045.2.1");
    private static final int EC_PARAMETERS = 0xa0;

    private PrivateKeyFile() {}

    /**
     * The private key in a PEM file: RSA, EC or Ed25519 as PKCS#8 (RFC 5958), RSA as PKCS#1 (RFC 8017), EC as SEC 1 (RFC
     * 5915).
     *
     * @throws ConfigException when there is none, or it is encrypted
     */
    static PrivateKey read(Path path) {
        PemBlock block = PemReader.read(path, "client key", "PRIVATE KEY").stream()
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

    private static byte[] toPkcs8(PemBlock block) {
        return switch (block.label()) {
            case "RSA PRIVATE KEY" -> envelope(RSA, Der.none(), block.der());
            case "EC PRIVATE KEY" -> envelope(EC, curveOf(block.der()), block.der());
            default -> block.der();
        };
    }

    private static byte[] envelope(byte[] algorithm, byte[] parameters, byte[] key) {
        return Der.sequence(Der.integer(BigInteger.ZERO), Der.sequence(algorithm, parameters), Der.octets(key));
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
}
