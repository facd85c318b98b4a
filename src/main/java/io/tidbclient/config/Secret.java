package io.tidbclient.config;

/** A password. It shows itself only to {@link #reveal()}; printed, logged or concatenated it is asterisks. */
public final class Secret {
    /** The empty password, as {@code --no-password} asks for. */
    public static final Secret EMPTY = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps {@code value}, which may be empty. */
    public static Secret of(String value) {
        return value.isEmpty() ? EMPTY : new Secret(value);
    }

    /** The password itself, for the one place that hands it to the driver. */
    public String reveal() {
        return value;
    }

    /** Whether it is the same password. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && value.equals(secret.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "********";
    }
}
