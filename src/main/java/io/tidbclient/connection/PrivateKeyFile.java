package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.PemBlock;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** Reads private keys. Java reads PKCS#8 alone; the older formats are put into its envelope. */
final class PrivateKeyFile {
    private static final byte[] RSA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01};
    private static final byte[] EC = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};
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
}
