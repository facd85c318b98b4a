package io.tidbclient.isolation.run;

import java.time.Duration;

/**
 * The outages of one server.
 *
 * @param server its address
 * @param count the number of times in which it was not reached
 * @param unreachable how long all of these took together
 */
public record ServerOutages(String server, long count, Duration unreachable) {
    public ServerOutages {
        if (count < 0 || unreachable.isNegative()) {
            throw new IllegalArgumentException("outages are not negative: " + count + ", " + unreachable);
        }
    }
}
