package io.tidbclient.connection;

import io.tidbclient.config.ConfigException;
import io.tidbclient.resilience.CircuitOpenException;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import jakarta.inject.Singleton;

/**
 * Turns whatever was thrown into a {@link Failure}: the one place where that is decided, and with the kind whether it may
 * be tried again.
 */
@Singleton
public final class FailureClassifier {

    /** Classifies what was thrown outside any connection. Never throws. */
    public Failure classify(Throwable thrown) {
        Causes causes = Causes.of(thrown);
        return own(causes).orElseGet(() -> defect(causes));
    }

    /** Classifies what was thrown on a connection. Never throws. */
    public Failure classify(Throwable thrown, FailureContext context) {
        Causes causes = Causes.of(thrown);
        return own(causes)
                .or(() -> fromServer(causes, context))
                .or(() -> TlsFailures.of(causes, context))
                .or(() -> NetworkFailures.of(causes, context))
                .or(() -> fromDriver(causes, context))
                .orElseGet(() -> defect(causes));
    }

    /** {@link #classify(Throwable, FailureContext)}, ready to be thrown. */
    FailureException exception(Throwable thrown, FailureContext context) {
        return thrown instanceof FailureException failed
                ? failed
                : new FailureException(classify(thrown, context), thrown);
    }

    /** The outermost that is of our own making: the cause of an open breaker is a failure too, but an older one. */
    private static Optional<Failure> own(Causes causes) {
        return causes.chain().stream()
                .flatMap(thrown -> ownFailure(thrown).stream())
                .findFirst();
    }

    private static Optional<Failure> ownFailure(Throwable thrown) {
        return switch (thrown) {
            case FailureException e -> Optional.of(e.failure());
            case CircuitOpenException e -> Optional.of(breakerOpen(e));
            case ConfigException e ->
                Optional.of(Failure.of(FailureKind.MISCONFIGURED, String.valueOf(e.getMessage()), ""));
            case TimeoutException e ->
                Optional.of(Failure.of(FailureKind.STATE_TIMED_OUT, "It exceeded its time limit.", ""));
            case Throwable e -> Optional.empty();
        };
    }

    /** The time left is in the hint: sentences that are the same for a thousand connections can be counted as one. */
    private static Failure breakerOpen(CircuitOpenException open) {
        Duration wait = open.nextTryIn();
        String last = open.getCause() == null ? "" : "; the last failure: " + lastFailure(open.getCause());
        return Failure.of(
                FailureKind.BREAKER_OPEN,
                "circuit breaker open for " + open.host() + " after repeated failures" + last,
                wait.isZero()
                        ? "A probe connection is in progress."
                        : "Next probe connection in "
                                + wait.plus(Duration.ofMillis(999)).toSeconds() + " s.");
    }

    private static String lastFailure(Throwable cause) {
        return Causes.of(cause)
                .first(FailureException.class)
                .map(e -> e.failure().sentence())
                .orElseGet(() -> ServerText.shortened(String.valueOf(cause.getMessage())));
    }

    private static Optional<Failure> fromServer(Causes causes, FailureContext context) {
        return causes.first(SQLException.class)
                .filter(error -> error.getErrorCode() != 0)
                .map(error -> ServerFailures.of(error, context));
    }

    private static Optional<Failure> fromDriver(Causes causes, FailureContext context) {
        if (causes.outermost() instanceof RuntimeException && thrownByDriver(causes.innermost())) {
            FailureKind kind = context.isConnecting() ? FailureKind.NOT_MYSQL : FailureKind.CONNECTION_LOST;
            return Optional.of(
                    Failure.of(kind, context.target() + " sent an invalid response.", Hints.of(kind, 0, context)));
        }
        return causes.first(SQLException.class).map(error -> DriverFailures.of(error, causes, context));
    }

    private static boolean thrownByDriver(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("com.mysql.");
    }

    private static Failure defect(Causes causes) {
        Throwable thrown = causes.outermost();
        String message = thrown.getMessage() == null ? "" : ": " + ServerText.shortened(thrown.getMessage());
        return Failure.of(
                FailureKind.DEFECT,
                "Internal error (" + thrown.getClass().getSimpleName() + message + ").",
                "Please report it, with the output of the same command with --verbose.");
    }
}
