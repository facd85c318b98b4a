package io.tidbclient.connection;

import io.tidbclient.config.ConnectionSettings;
import io.tidbclient.config.ServerAddress;

/**
 * What was being done when something failed.
 *
 * @param settings of the connection it failed on
 * @param phase whether the connection was open already
 */
public record FailureContext(ConnectionSettings settings, Phase phase) {
    /** How far the connection had come. */
    public enum Phase {
        /** TCP, TLS or login. */
        CONNECTING,
        /** Logged in. */
        IN_USE
    }

    /** While the connection was being opened. */
    public static FailureContext connecting(ConnectionSettings settings) {
        return new FailureContext(settings, Phase.CONNECTING);
    }

    /** After it was opened. */
    public static FailureContext inUse(ConnectionSettings settings) {
        return new FailureContext(settings, Phase.IN_USE);
    }

    /** The server. */
    public ServerAddress target() {
        return settings.target();
    }

    /** Whether the connection was still being opened. */
    public boolean isConnecting() {
        return phase == Phase.CONNECTING;
    }
}
