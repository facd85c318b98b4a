package io.tidbclient.resilience;

import io.tidbclient.config.BreakerSettings;
import io.tidbclient.config.ServerAddress;
import io.tidbclient.time.NanoClock;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** The breakers of a run, one for each host and port. */
public final class HostBreakers {
    private final ConcurrentMap<ServerAddress, HostBreaker> breakers = new ConcurrentHashMap<>();
    private final BreakerSettings settings;
    private final Predicate<Throwable> meansDown;
    private final NanoClock nanoClock;

    /**
     * @param meansDown whether a failure says that the host is not there; all others prove that it is
     * @param nanoClock a monotonic clock in nanoseconds
     */
    public HostBreakers(BreakerSettings settings, Predicate<Throwable> meansDown, NanoClock nanoClock) {
        this.settings = settings;
        this.meansDown = meansDown;
        this.nanoClock = nanoClock;
    }

    /** The host's breaker, always the same. */
    public HostBreaker of(ServerAddress host) {
        return breakers.computeIfAbsent(
                host, key -> new HostBreaker(key, new HostHealth(settings, nanoClock), meansDown));
    }
}
