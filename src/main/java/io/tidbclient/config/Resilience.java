package io.tidbclient.config;

import io.tidbclient.time.Durations;

import java.time.Duration;

/** What the settings say about retrying, for every command that connects. */
public final class Resilience {
    private Resilience() {}

    /**
     * How connecting and reading are retried.
     *
     * @throws ConfigException when the longest delay is shorter than the first
     */
    public static RetrySettings retry(ResolvedSettings settings) {
        return retry(settings, settings.get(ResilienceOptions.RETRY_ATTEMPTS));
    }

    /**
     * How connecting is retried by those who wait for a server.
     *
     * @throws ConfigException when the longest delay is shorter than the first
     */
    public static RetrySettings retryForEver(ResolvedSettings settings) {
        return retry(settings, Integer.MAX_VALUE);
    }

    /** Where the delay that {@link #retry} refuses was given. */
    static Origin place(ResolvedSettings settings) {
        return settings.origin(
                settings.isGiven(ResilienceOptions.RETRY_MAX_DELAY)
                        ? ResilienceOptions.RETRY_MAX_DELAY
                        : ResilienceOptions.RETRY_DELAY);
    }

    private static RetrySettings retry(ResolvedSettings settings, int attempts) {
        Duration first = settings.get(ResilienceOptions.RETRY_DELAY);
        Duration longest = settings.get(ResilienceOptions.RETRY_MAX_DELAY);
        if (longest.compareTo(first) < 0 && !settings.isGiven(ResilienceOptions.RETRY_MAX_DELAY)) {
            throw new ConfigException(
                    "%s: %s is longer than retry-max-delay, %s; give a longer retry-max-delay as well."
                            .formatted(
                                    settings.subject(ResilienceOptions.RETRY_DELAY),
                                    Durations.text(first),
                                    Durations.text(longest)));
        }
        if (longest.compareTo(first) < 0) {
            throw new ConfigException("%s: %s is shorter than retry-delay, %s; give at least as much."
                    .formatted(
                            settings.subject(ResilienceOptions.RETRY_MAX_DELAY),
                            Durations.text(longest),
                            Durations.text(first)));
        }
        return new RetrySettings(attempts, first, longest);
    }

    /** When a host's circuit breaker opens and closes. */
    public static BreakerSettings breaker(ResolvedSettings settings) {
        return new BreakerSettings(
                settings.get(ResilienceOptions.BREAKER_FAILURES),
                settings.get(ResilienceOptions.BREAKER_WINDOW),
                settings.get(ResilienceOptions.BREAKER_OPEN),
                settings.get(ResilienceOptions.BREAKER_SUCCESSES));
    }
}
