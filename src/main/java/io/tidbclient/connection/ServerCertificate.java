package io.tidbclient.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The certificate that a server presented in the TLS handshake, whether or not it was verified. Nothing of it is to be
 * trusted unless {@link TlsInfo#verified()} says so: its dates may even be the wrong way round.
 *
 * @param subject distinguished name (RFC 2253); empty when it has none, as with certificates that have names alone
 * @param issuer distinguished name (RFC 2253) of who signed it
 * @param notBefore first moment of its validity
 * @param notAfter last moment of its validity
 * @param names host names and addresses that it is for, in its order
 * @param earliest which certificate of the presented chain expires first: this one or an issuer's
 * @param warnFrom from when on the check warns of {@code earliest}; empty for never
 */
public record ServerCertificate(
        String subject,
        String issuer,
        Instant notBefore,
        Instant notAfter,
        List<String> names,
        Expiry earliest,
        Optional<Instant> warnFrom) {
    /**
     * When a certificate of the chain expires.
     *
     * @param subject distinguished name; may be empty
     * @param notAfter last moment of its validity
     */
    public record Expiry(String subject, Instant notAfter) {
        private static final long SECONDS_PER_DAY = 86_400;

        /** Whole days that are left at {@code at}, rounded down: 0 on the last day, negative once it has expired. */
        public long daysLeft(Instant at) {
            return Math.floorDiv(Duration.between(at, notAfter).toSeconds(), SECONDS_PER_DAY);
        }

        /** Whether it has expired at {@code at}. */
        public boolean expired(Instant at) {
            return at.isAfter(notAfter);
        }
    }

    public ServerCertificate {
        names = List.copyOf(names);
    }

    /** When this certificate itself expires. */
    public Expiry own() {
        return new Expiry(subject, notAfter);
    }

    /** Whether an issuer's certificate in the chain expires before this one. */
    public boolean issuerExpiresFirst() {
        return earliest.notAfter().isBefore(notAfter);
    }

    /**
     * The same, of which the check warns.
     *
     * @param within how long before the earliest expiry; zero for never
     */
    public ServerCertificate warnedOf(Duration within) {
        Optional<Instant> from = within.isZero()
                ? Optional.empty()
                : Optional.of(earliest.notAfter().minus(within));
        return new ServerCertificate(subject, issuer, notBefore, notAfter, names, earliest, from);
    }

    /** Whether the check warns of it at {@code at}. */
    public boolean warns(Instant at) {
        return warnFrom.filter(from -> !at.isBefore(from)).isPresent();
    }

    /** What to call it: its subject, else the first of its names; empty when it has neither. */
    public String label() {
        return subject.isEmpty() ? names.stream().findFirst().orElse("") : subject;
    }
}
