package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.config.ServerAddress;

import java.io.EOFException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Failures of the TLS handshake. */
final class TlsFailures {
    private TlsFailures() {}

    /** Empty when it is none. */
    static Optional<Failure> of(Causes causes, FailureContext context) {
        if (!causes.has(SSLException.class) && !causes.has(CertificateException.class)) {
            return Optional.empty();
        }
        ServerAddress target = context.target();
        Optional<WrongHostException> wrongHost = causes.first(WrongHostException.class);
        if (wrongHost.isPresent()) {
            return failure(FailureKind.CERTIFICATE_WRONG_NAME, wrongName(target, wrongHost.get()), context);
        }
        if (causes.has(CertificateNotYetValidException.class) || failedFor(causes, BasicReason.NOT_YET_VALID)) {
            return failure(
                    FailureKind.CERTIFICATE_EXPIRED, "The certificate of " + target + " is not valid yet.", context);
        }
        if (causes.has(CertificateExpiredException.class) || failedFor(causes, BasicReason.EXPIRED)) {
            return failure(FailureKind.CERTIFICATE_EXPIRED, "The certificate of " + target + " has expired.", context);
        }
        if (causes.has(CertPathBuilderException.class)
                || causes.has(CertPathValidatorException.class)
                || causes.has(CertificateException.class)) {
            if (causes.say("is not a CA certificate") || caIsNone(context)) {
                return Optional.of(Failure.of(
                        FailureKind.CERTIFICATE_UNTRUSTED,
                        ServerText.clean(
                                "The certificate of " + target + " is not trusted: the file given with --ssl-ca holds"
                                        + " no CA certificate (its basic constraints lack CA:TRUE)."),
                        "Give the certificate of the CA that signed it, or create that one with CA:TRUE."));
            }
            return failure(
                    FailureKind.CERTIFICATE_UNTRUSTED,
                    "The certificate of " + target + " is not signed by a CA that is trusted here.",
                    context);
        }
        if (causes.say("handshake_failure") || causes.say("insufficient_security")) {
            return Optional.of(
                    Failure.of(
                            FailureKind.TLS_FAILED,
                            ServerText.clean("The TLS handshake with " + target
                                    + " failed: the server ended it (handshake_failure)."),
                            "The server accepts none of this tool's cipher suites (those of TLS 1.2 and 1.3 with forward secrecy):"
                                    + " check its ssl_cipher and tls_version"
                                    + (context.settings().tls().cert().isPresent()
                                            ? ", and that it trusts the CA of the certificate given with --ssl-cert."
                                            : "; if it asks for a client certificate, give one with --ssl-cert and --ssl-key.")));
        }
        if (causes.has(EOFException.class) && context.isConnecting()) {
            // Without an alert: a server that is stopping, or a load balancer without a server behind it.
            return Optional.of(Failure.of(
                    FailureKind.CONNECTION_LOST,
                    ServerText.clean(target + " closed the connection during the TLS handshake."),
                    "The server, or the proxy or load balancer in between, may be stopping, or offer neither TLS 1.2 nor"
                            + " 1.3: check its log."));
        }
        String why = causes.first(SSLException.class).map(Throwable::getMessage).orElse("");
        return failure(
                FailureKind.TLS_FAILED,
                "The TLS handshake with " + target + " failed: " + ServerText.shortened(String.valueOf(why)),
                context);
    }

    /** Whether the CA file has only certificates that may not sign others. */
    private static boolean caIsNone(FailureContext context) {
        try {
            return context.settings()
                    .tls()
                    .ca()
                    .map(file -> Certificates.read(file, "CA file"))
                    .filter(all -> all.stream().allMatch(ca -> ca.getBasicConstraints() < 0))
                    .isPresent();
        } catch (ConfigException unreadable) {
            return false;
        }
    }

    private static boolean failedFor(Causes causes, BasicReason reason) {
        return causes.first(CertPathValidatorException.class)
                .filter(e -> e.getReason() == reason)
                .isPresent();
    }

    private static String wrongName(ServerAddress target, WrongHostException wrongHost) {
        String names = wrongHost.names().isEmpty() ? "no host by name" : String.join(", ", wrongHost.names());
        return "The certificate of " + target + " is for another host: it names " + ServerText.shortened(names) + ".";
    }

    private static Optional<Failure> failure(FailureKind kind, String sentence, FailureContext context) {
        return Optional.of(Failure.of(kind, ServerText.clean(sentence), Hints.of(kind, 0, context)));
    }
}
