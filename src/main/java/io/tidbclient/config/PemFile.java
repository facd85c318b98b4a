package io.tidbclient.config;

import io.tidbclient.pem.PemBlock;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;

/**
 * A file in PEM (RFC 7468), read before any connection is opened. Text around the blocks is passed over.
 *
 * @param file where it is
 */
record PemFile(TextFile file) {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    /**
     * Makes sure that there are certificates in it, and that each can be read.
     *
     * @param what how a message begins that complains of it
     */
    void requireCertificates(String what) {
        List<PemBlock> certificates = blocks(what).stream()
                .filter(block -> block.label().equals(CERTIFICATE))
                .toList();
        if (certificates.isEmpty()) {
            throw file.wrong(what, "holds no certificate in PEM; it needs a block that begins with BEGIN CERTIFICATE");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : certificates) {
                factory.generateCertificate(new ByteArrayInputStream(block.der()));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw file.wrong(what, "holds a certificate that cannot be read; export it again as PEM");
        }
    }

    /**
     * Makes sure that there is a private key in it, and that no passphrase is needed to read it.
     *
     * @param what how a message begins that complains of it
     */
    void requirePrivateKey(String what) {
        PemBlock key = blocks(what).stream()
                .filter(block -> block.label().endsWith(PRIVATE_KEY))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        what, "holds no private key in PEM; it needs a block that begins with BEGIN PRIVATE KEY"));
        if (key.encrypted()) {
            throw file.wrong(what, "is encrypted; decrypt it with: openssl pkey -in FILE -out NEW_FILE");
        }
        try {
            if (key.der().length == 0) {
                throw new IllegalArgumentException("empty");
            }
        } catch (IllegalArgumentException e) {
            throw file.wrong(what, "holds a private key that cannot be read; export it again as PEM");
        }
    }

    private List<PemBlock> blocks(String what) {
        return PemBlock.all(new String(file.bytes(what), StandardCharsets.ISO_8859_1));
    }
}
