package io.tidbclient.check;

import io.tidbclient.connection.TlsInfo;
import io.tidbclient.engine.HandlerEvent;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Adds to the certificates that a run finds from when on the check warns of their expiry. Whether it is that time is left
 * to the clock of the run's snapshots. Equal certificates stay one object.
 */
final class ExpiryWarnings {
    private final Duration within;
    private final Map<TlsInfo, TlsInfo> applied = new ConcurrentHashMap<>();

    /** @param within how long before the expiry; zero for never */
    ExpiryWarnings(Duration within) {
        this.within = within;
    }

    /** {@code event} with the warning where it is about TLS, else as it is. */
    HandlerEvent applied(HandlerEvent event) {
        if (within.isZero()) {
            return event;
        }
        if (event instanceof CheckEvent.Opened opened) {
            return new CheckEvent.Opened(opened.attempt(), opened.took(), applied(opened.tls()));
        }
        if (event instanceof CheckEvent.Reopened reopened) {
            return new CheckEvent.Reopened(reopened.took(), applied(reopened.tls()));
        }
        return event;
    }

    private TlsInfo applied(TlsInfo tls) {
        return applied.computeIfAbsent(tls, found -> found.warnedOf(within));
    }
}
