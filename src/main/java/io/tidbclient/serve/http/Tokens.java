package io.tidbclient.serve.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tokens that give access. Kept as digests, and compared in constant time. A client sends one as {@code Authorization:
 * Bearer TOKEN}, or, as browsers can, as the password of Basic authentication.
 */
public final class Tokens {
    private final List<byte[]> digests;

    /** @param tokens at least one, none of them blank */
    public Tokens(List<String> tokens) {
        if (tokens.isEmpty() || tokens.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("access needs at least one token, and no token is blank");
        }
        this.digests = tokens.stream().map(Tokens::digest).toList();
    }

    /** Whether that value of an Authorization header carries one of the tokens. */
    public boolean permits(String authorization) {
        return presented(authorization).filter(this::isKnown).isPresent();
    }

    /** Compares with all of them, so that the time does not depend on which one it is. */
    private boolean isKnown(String token) {
        byte[] digest = digest(token);
        boolean known = false;
        for (byte[] each : digests) {
            known |= MessageDigest.isEqual(each, digest);
        }
        return known;
    }

    private static Optional<String> presented(String authorization) {
        int blank = authorization.indexOf(' ');
        if (blank < 0) {
            return Optional.empty();
        }
        String credentials = authorization.substring(blank + 1).strip();
        return switch (authorization.substring(0, blank).toLowerCase(Locale.ROOT)) {
            case "bearer" -> Optional.of(credentials);
            case "basic" -> password(credentials);
            default -> Optional.empty();
        };
    }

    private static Optional<String> password(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return digests.size() == 1 ? "1 token" : digests.size() + " tokens";
    }
}
