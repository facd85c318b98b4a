package io.tidbclient.sandbox;

import io.tidbclient.sandbox.certificate.Identity;

import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * The TLS of a sandbox.
 *
 * @param mode whether there is any
 * @param identity the server's; there unless the mode is off
 * @param clientAuthority who must have issued the client's certificate; empty to ask for none
 */
public record SandboxTls(TlsMode mode, Optional<Identity> identity, Optional<X509Certificate> clientAuthority) {
    public SandboxTls {
        if ((mode == TlsMode.OFF) != identity.isEmpty()) {
            throw new IllegalArgumentException("TLS needs a server's identity, and only TLS does");
        }
        if (mode == TlsMode.OFF && clientAuthority.isPresent()) {
            throw new IllegalArgumentException("without TLS no client can show a certificate");
        }
    }

    /** None. */
    public static SandboxTls off() {
        return new SandboxTls(TlsMode.OFF, Optional.empty(), Optional.empty());
    }

    /** For those who ask. */
    public static SandboxTls offered(Identity server) {
        return new SandboxTls(TlsMode.OFFERED, Optional.of(server), Optional.empty());
    }

    /** For all. */
    public static SandboxTls required(Identity server) {
        return new SandboxTls(TlsMode.REQUIRED, Optional.of(server), Optional.empty());
    }

    /** The same, for clients with a certificate from this authority only. */
    public SandboxTls forClientsOf(X509Certificate authority) {
        return new SandboxTls(mode, identity, Optional.of(authority));
    }
}
