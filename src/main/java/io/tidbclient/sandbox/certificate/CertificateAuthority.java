package io.tidbclient.sandbox.certificate;

import io.tidbclient.pem.Der;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/** A certificate authority with a key of its own (EC P-256, SHA-256); trusted by no client unless configured. */
public final class CertificateAuthority {
    private static final int SERIAL_BITS = 100;
    private static final int VERSION_3 = 2;
    /** ecdsa-with-SHA256. */
    private static final String SIGNATURE_OID = "1.2.840.10045.4.3.2";

    private static final String COMMON_NAME = "2.5.4.3";

    private final SecureRandom random = new SecureRandom();
    private final String name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    /** A new one, of its own signing. */
    public CertificateAuthority(String name, Validity validity) {
        this.name = name;
        this.keys = newKeys();
        this.certificate = sign(
                name,
                keys,
                validity,
                Extensions.basicConstraints(true),
                Extensions.keyUsage(true),
                Extensions.subjectKey(keys.getPublic()));
    }

    /** What to trust in order to trust all that it issues. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * A server's identity.
     *
     * @param names host names, and literal addresses; the first is its common name too
     */
    public Identity server(Validity validity, String... names) {
        return issue(names[0], validity, Extensions.serverUse(), Extensions.names(List.of(names)));
    }

    /** A client's identity. */
    public Identity client(Validity validity, String name) {
        return issue(name, validity, Extensions.clientUse(), Extensions.names(List.of(name)));
    }

    private Identity issue(String subject, Validity validity, byte[] use, byte[] names) {
        KeyPair own = newKeys();
        X509Certificate issued = sign(
                subject,
                own,
                validity,
                Extensions.basicConstraints(false),
                Extensions.keyUsage(false),
                use,
                names,
                Extensions.subjectKey(own.getPublic()),
                Extensions.authorityKey(keys.getPublic()));
        return new Identity(own.getPrivate(), List.of(issued, certificate));
    }

    private X509Certificate sign(String subject, KeyPair subjectKeys, Validity validity, byte[]... extensions) {
        byte[] algorithm = Der.sequence(Der.oid(SIGNATURE_OID));
        byte[] content = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.valueOf(VERSION_3))),
                Der.integer(new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS)),
                algorithm,
                commonName(name),
                Der.sequence(Der.time(validity.from()), Der.time(validity.to())),
                commonName(subject),
                subjectKeys.getPublic().getEncoded(),
                Der.explicit(3, Der.sequence(extensions)));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate(), random);
            signature.update(content);
            byte[] encoded = Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make the certificate of " + subject, e);
        }
    }

    private static byte[] commonName(String name) {
        return Der.sequence(Der.set(Der.sequence(Der.oid(COMMON_NAME), Der.text(name))));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has EC keys", e);
        }
    }
}
