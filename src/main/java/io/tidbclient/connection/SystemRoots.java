package io.tidbclient.connection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the machine keeps the CA certificates it trusts. A native binary carries the JDK's list of the day it was built,
 * which grows old and knows nothing of a company's own CA, so the machine's list goes first, on the JVM as well.
 */
final class SystemRoots {
    private static final List<Path> BUNDLES = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"), // Debian, Ubuntu, Arch, Gentoo
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"), // Fedora, RHEL
            Path.of("/etc/ssl/ca-bundle.pem"), // openSUSE
            Path.of("/etc/ssl/cert.pem")); // Alpine, macOS

    private SystemRoots() {}

    /** The machine's PEM bundle; empty when there is none, or when a trust store was given to the JVM by name. */
    static Optional<Path> bundle() {
        if (System.getProperty("javax.net.ssl.trustStore") != null) {
            return Optional.empty();
        }
        return BUNDLES.stream().filter(Files::isReadable).findFirst();
    }
}
