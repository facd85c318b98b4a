package io.tidbclient.sandbox.certificate;

import io.tidbclient.pem.Der;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;

/** The extensions of an X.509 v3 certificate (RFC 5280, section 4.2), each as its DER. */
final class Extensions {
    private static final byte[] KEY_CERT_SIGN_AND_CRL_SIGN = {0x06};
    private static final byte[] DIGITAL_SIGNATURE = {(byte) 0x80};
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Extensions() {}

    static byte[] basicConstraints(boolean authority) {
        return critical("2.5.29.19", authority ? Der.sequence(Der.bool(true)) : Der.sequence());
    }

    static byte[] keyUsage(boolean authority) {
        return critical(
                "2.5.29.15", authority ? Der.bits(1, KEY_CERT_SIGN_AND_CRL_SIGN) : Der.bits(7, DIGITAL_SIGNATURE));
    }

    static byte[] serverUse() {
        return plain("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1")));
    }

    static byte[] clientUse() {
        return plain("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.2")));
    }

    /** Which key it is, so that chains can be put together. */
    static byte[] subjectKey(PublicKey key) {
        return plain("2.5.29.14", Der.octets(keyIdentifier(key)));
    }

    static byte[] authorityKey(PublicKey key) {
        return plain("2.5.29.35", Der.sequence(Der.implicit(0, keyIdentifier(key))));
    }

    /** Host names, and addresses of either family in their literal form. */
    static byte[] names(List<String> hosts) {
        byte[][] names = hosts.stream().map(Extensions::name).toArray(byte[][]::new);
        return plain("2.5.29.17", Der.sequence(names));
    }

    private static byte[] name(String host) {
        boolean address = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
        if (!address) {
            return Der.implicit(DNS_NAME, host.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            // Literal addresses are parsed, never looked up.
            return Der.implicit(IP_ADDRESS, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + host + "' is not an address", e);
        }
    }

    private static byte[] keyIdentifier(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return Arrays.copyOf(digest, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.bool(true), Der.octets(value));
    }

    private static byte[] plain(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }
}
