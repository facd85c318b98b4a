package io.tidbclient.connection;

import io.tidbclient.fuzz.FuzzInput;
import io.tidbclient.pem.Der;
import io.tidbclient.pem.PemBlock;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;

/** Files of any bytes as PEM, and their blocks as DER. */
public final class PemFuzz {
    private static final int SEQUENCE = 0x30;

    private PemFuzz() {}

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] input) throws CertificateException {
        for (PemBlock block : PemBlock.all(new String(input, StandardCharsets.ISO_8859_1))) {
            block.encrypted();
            try {
                verifyDer(block.der());
            } catch (IllegalArgumentException notBase64) {
                FuzzInput.require(!notBase64.getMessage().isBlank(), "a refusal without a reason");
            }
        }
        verifyDer(input);
    }

    private static void verifyDer(byte[] der) throws CertificateException {
        try {
            Der.childOf(der, SEQUENCE)
                    .ifPresent(
                            child -> FuzzInput.require(child.length <= der.length, "a part is longer than the whole"));
        } catch (IllegalArgumentException e) {
            FuzzInput.require(e.getMessage().contains("DER"), "a refusal that does not name DER: " + e.getMessage());
        }
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try {
            factory.generateCertificates(new ByteArrayInputStream(der));
        } catch (CertificateException expected) {
            FuzzInput.require(expected.getMessage() != null, "a refusal without a reason");
        }
    }
}
