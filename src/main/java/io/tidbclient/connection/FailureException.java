package io.tidbclient.connection;

/** Carries a {@link Failure} out of a call. */
public final class FailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * @param failure what went wrong
     * @param cause what the driver threw; {@code null} when nothing did
     */
    public FailureException(Failure failure, Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    /** What went wrong. */
    public Failure failure() {
        return failure;
    }
}
