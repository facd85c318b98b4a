package io.tidbclient.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in PEM (RFC 7468), looked at before any connection is tried. Text around the blocks is passed over.
 *
 * @param file where it is
 */
record PemFile(TextFile file) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private record Block(String type, String body) {}

    /**
     * Makes sure that there are certificates in it, and that each can be read.
     *
     * @param what how a message begins that complains of it
     */
    void requireCertificates(String what) {
        List<Block> certificates = blocks(what).stream()
                .filter(block -> block.type().equals(CERTIFICATE))
                .toList();
        if (certificates.isEmpty()) {
            throw file.wrong(what, "holds no certificate in PEM; it needs a block that begins with BEGIN CERTIFICATE");
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : certificates) {
                factory.generateCertificate(new ByteArrayInputStream(decoded(block)));
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
        Block key = blocks(what).stream()
                .filter(block -> block.type().endsWith(PRIVATE_KEY))
                .findFirst()
                .orElseThrow(() -> file.wrong(
                        what, "holds no private key in PEM; it needs a block that begins with BEGIN PRIVATE KEY"));
        if (key.type().startsWith("ENCRYPTED") || key.body().contains("ENCRYPTED")) {
            throw file.wrong(what, "is encrypted; decrypt it with: openssl pkey -in FILE -out NEW_FILE");
        }
        try {
            if (decoded(key).length == 0) {
                throw new IllegalArgumentException("empty");
            }
        } catch (IllegalArgumentException e) {
            throw file.wrong(what, "holds a private key that cannot be read; export it again as PEM");
        }
    }

    private List<Block> blocks(String what) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(new String(file.bytes(what), StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static byte[] decoded(Block block) {
        return Base64.getDecoder().decode(block.body().replaceAll("\\s", ""));
    }
}
