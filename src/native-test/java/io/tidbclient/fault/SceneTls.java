package io.tidbclient.fault;

import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.CertificateAuthority;
import io.tidbclient.sandbox.certificate.Pem;
import io.tidbclient.sandbox.certificate.Validity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The certificates of scenes with TLS, made once for all. Safe for many threads. */
final class SceneTls {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Instant now = Instant.now();
    private final Validity valid = Validity.around(now, A_YEAR);
    private final Map<String, SandboxTls> made = new ConcurrentHashMap<>();
    private final CertificateAuthority authority = new CertificateAuthority("tidb-client fault CA", valid);

    /** The server's TLS; {@code ca.pem} in the folder is what the client trusts. */
    SandboxTls set(String kind, Path folder) throws IOException {
        Files.writeString(folder.resolve("ca.pem"), Pem.of(List.of(authority.certificate())));
        return made.computeIfAbsent(kind, this::make);
    }

    private SandboxTls make(String kind) {
        return switch (kind) {
            case "valid" -> SandboxTls.offered(authority.server(valid, "127.0.0.1"));
            case "required" -> SandboxTls.required(authority.server(valid, "127.0.0.1"));
            case "expired" -> SandboxTls.offered(authority.server(Validity.expiredAt(now), "127.0.0.1"));
            case "not yet valid" -> SandboxTls.offered(authority.server(Validity.notYetAt(now), "127.0.0.1"));
            case "other name" -> SandboxTls.offered(authority.server(valid, "db.example.com"));
            case "other authority" ->
                SandboxTls.offered(new CertificateAuthority("another CA", valid).server(valid, "127.0.0.1"));
            case "for clients with a certificate" ->
                SandboxTls.required(authority.server(valid, "127.0.0.1")).forClientsOf(authority.certificate());
            default -> throw new IllegalArgumentException("no kind of TLS: " + kind);
        };
    }
}
