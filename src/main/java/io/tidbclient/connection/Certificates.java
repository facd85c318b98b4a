package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.pem.PemBlock;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates. */
final class Certificates {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /**
     * All certificates of a PEM file, at least one.
     *
     * @param what the file is for, as the message calls it
     * @throws ConfigException when there is none
     */
    static List<X509Certificate> read(Path path, String what) {
        List<PemBlock> blocks = PemReader.read(path, what, "CERTIFICATE");
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (PemBlock block : blocks) {
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
            }
        } catch (CertificateException | IllegalArgumentException e) {
            throw new ConfigException("The " + what + " " + path + " has a damaged certificate in it.", e);
        }
        if (certificates.isEmpty()) {
            throw new ConfigException("The " + what + " " + path + " has no certificate in it; is it the key?");
        }
        return certificates;
    }

    /** The host names and addresses that a certificate is for. */
    static List<String> namesIn(X509Certificate certificate) {
        try {
            if (certificate.getSubjectAlternativeNames() == null) {
                return List.of();
            }
            return certificate.getSubjectAlternativeNames().stream()
                    .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
