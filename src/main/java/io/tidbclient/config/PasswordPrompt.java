package io.tidbclient.config;

/** Asks a person for a password, on a terminal and without showing it. */
public interface PasswordPrompt {
    /** Whether there is a terminal to ask on. */
    boolean available();

    /**
     * Asks.
     *
     * @param user whose password is asked for
     * @param target the server it is for
     * @throws ConfigException when the person gave up
     */
    Secret ask(String user, ServerAddress target);
}
