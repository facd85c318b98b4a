package io.tidbclient.config;

/** A mistake in what the user asked for. Its message is one sentence that names the mistake and the remedy. */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message the sentence, fit for the user's eyes: no secret, no stack trace needed */
    public ConfigException(String message) {
        super(message);
    }

    /**
     * @param message the sentence
     * @param cause what led to it, for {@code --verbose}
     */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
