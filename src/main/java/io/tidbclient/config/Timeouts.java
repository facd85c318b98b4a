package io.tidbclient.config;

import java.time.Duration;

/**
 * How long the network may take. Both are positive: Connector/J reads zero as no limit.
 *
 * @param connect for the TCP connection
 * @param read between two packets of an answer, the login's included
 */
public record Timeouts(Duration connect, Duration read) {
    /** The command line's: 10 s to connect, 30 s to read. */
    public static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(30));

    public Timeouts {
        if (!connect.isPositive() || !read.isPositive()) {
            throw new IllegalArgumentException("a timeout must be longer than zero");
        }
    }
}
