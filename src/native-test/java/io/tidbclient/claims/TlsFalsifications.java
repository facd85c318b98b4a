package io.tidbclient.claims;

import io.tidbclient.sandbox.SandboxOptions;
import io.tidbclient.sandbox.SandboxTls;
import io.tidbclient.sandbox.certificate.Identity;
import io.tidbclient.sandbox.certificate.SandboxCertificates;
import io.tidbclient.sandbox.certificate.Validity;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** What can be false of a server's TLS. The authority that the client trusts is {@code $CA}. */
final class TlsFalsifications {
    private static final Duration A_YEAR = Duration.ofDays(365);

    private final SandboxCertificates trusted;
    private final Path ca;
    private final World.Source sound;

    /** @param folder for the certificate of the trusted authority */
    TlsFalsifications(Path folder) throws IOException {
        this.trusted = SandboxCertificates.create(Instant.now());
        trusted.writeTo(folder);
        this.ca = folder.resolve("ca.pem");
        this.sound = world(SandboxTls.offered(trusted.server()));
    }

    Map<String, Falsification> all() {
        Instant now = Instant.now();
        return Map.of(
                "the server has no TLS", new Falsification(sound, world(SandboxTls.off())),
                "another authority signed the certificate",
                        to(SandboxCertificates.create(now).server()),
                "the certificate is for another host", to(issued(Validity.around(now, A_YEAR), "db.example.com")),
                "the certificate expires tomorrow",
                        to(issued(Validity.around(now, Duration.ofHours(36)), "localhost", "127.0.0.1")));
    }

    private Falsification to(Identity presented) {
        return new Falsification(sound, world(SandboxTls.offered(presented)));
    }

    private Identity issued(Validity validity, String... names) {
        return trusted.authority().server(validity, names);
    }

    private World.Source world(SandboxTls tls) {
        return SandboxWorld.with(SandboxOptions.defaults().withTls(tls), "root", Map.of("CA", ca.toString()));
    }
}
