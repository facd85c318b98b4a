package io.tidbclient.config;

/** How much TLS is asked for, in the words of MySQL's own clients, weakest first. */
public enum SslMode {
    /** Plain text, even when the server offers TLS. */
    DISABLED,
    /** TLS when the server offers it, else plain text; nothing is verified. */
    PREFERRED,
    /** TLS or no connection; nothing is verified. */
    REQUIRED,
    /** TLS, and the server's certificate chains to a trusted CA. */
    VERIFY_CA,
    /** TLS, a trusted CA, and the certificate names the host that was asked for. */
    VERIFY_IDENTITY;

    /** Whether the certificate's chain is checked. */
    public boolean verifiesChain() {
        return this == VERIFY_CA || this == VERIFY_IDENTITY;
    }

    /** As it is written on the command line, {@code verify-ca} for example. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
