package io.tidbclient.sandbox.certificate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An authority, a server for {@code localhost}, {@code 127.0.0.1} and {@code ::1}, and a client: all that TLS on
 * loopback needs.
 *
 * @param authority who issued the other two
 * @param server the server's
 * @param client a client's
 */
public record SandboxCertificates(CertificateAuthority authority, Identity server, Identity client) {
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** New ones, good for a year from now. */
    public static SandboxCertificates create(Instant now) {
        Validity validity = Validity.around(now, A_YEAR);
        CertificateAuthority authority = new CertificateAuthority("tidb-client sandbox CA", validity);
        return new SandboxCertificates(
                authority,
                authority.server(validity, "localhost", "127.0.0.1", "::1"),
                authority.client(validity, "sandbox-client"));
    }

    /**
     * Writes {@code ca.pem}, {@code server-cert.pem}, {@code server-key.pem}, {@code client-cert.pem} and
     * {@code client-key.pem} into a directory, which is made if need be; keys in PKCS#8.
     *
     * @throws IOException when a file cannot be written
     */
    public void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        Pem.write(directory.resolve("ca.pem"), Pem.of(List.of(authority.certificate())));
        Pem.write(directory.resolve("server-cert.pem"), Pem.of(server.chain()));
        Pem.write(directory.resolve("server-key.pem"), Pem.of(server.key()));
        Pem.write(directory.resolve("client-cert.pem"), Pem.of(client.chain()));
        Pem.write(directory.resolve("client-key.pem"), Pem.of(client.key()));
    }
}
