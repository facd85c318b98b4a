package io.tidbclient.sandbox.certificate;

import io.tidbclient.pem.PemBlock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** PEM texts and files. */
public final class Pem {
    private Pem() {}

    /** Of certificates, one after the other. */
    public static String of(List<X509Certificate> certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(PemBlock.of("CERTIFICATE", certificate.getEncoded()).text());
            } catch (CertificateEncodingException e) {
                throw new IllegalArgumentException("a certificate without an encoding", e);
            }
        }
        return text.toString();
    }

    /** Of a key, in PKCS#8, not encrypted. */
    public static String of(PrivateKey key) {
        return PemBlock.of("PRIVATE KEY", key.getEncoded()).text();
    }

    /**
     * Writes a text to a file of which others can read nothing, where the file system can do that.
     *
     * @throws IOException when it cannot be written
     */
    static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file);
        OwnerOnly.protect(file);
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }
}
