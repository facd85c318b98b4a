package io.tidbclient.config;

import java.time.Duration;
import java.util.List;

import static io.tidbclient.config.Setting.Kind.VALUE;

/** The settings of {@link SettingGroup#RESILIENCE}: retry and circuit breaker. */
public final class ResilienceOptions {
    private static final Duration INSTANT = Duration.ofMillis(1);
    private static final Duration DAY = Duration.ofHours(24);

    /** How often connecting and reading are tried. */
    public static final Setting<Integer> RETRY_ATTEMPTS = Setting.of(
                    "retry-attempts", SettingGroup.RESILIENCE, VALUE, Values.wholeNumber(1, 1000))
            .options("--retry-attempts")
            .help("COUNT", "Maximum attempts to connect or read, including the first; 1 disables retries.")
            .defaultText("3")
            .build();

    /** The longest wait before the second try. */
    public static final Setting<Duration> RETRY_DELAY = Setting.of(
                    "retry-delay", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--retry-delay")
            .help("DURATION", "Maximum delay before the second attempt; doubles with each further attempt.")
            .defaultText("100ms")
            .build();

    /** Where the doubling ends. */
    public static final Setting<Duration> RETRY_MAX_DELAY = Setting.of(
                    "retry-max-delay", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--retry-max-delay")
            .help("DURATION", "Upper bound of the delay between attempts.")
            .defaultText("30s")
            .build();

    /** How many failures open a host's breaker. */
    public static final Setting<Integer> BREAKER_FAILURES = Setting.of(
                    "breaker-failures",
                    SettingGroup.RESILIENCE,
                    VALUE,
                    Values.wholeNumber(1, RunOptions.MOST_CONNECTIONS))
            .options("--breaker-failures")
            .help("COUNT", "Connection failures within the window that open a host's circuit breaker.")
            .defaultText("5")
            .build();

    /** Within which time they count. */
    public static final Setting<Duration> BREAKER_WINDOW = Setting.of(
                    "breaker-window", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--breaker-window")
            .help("DURATION", "Time window in which connection failures are counted.")
            .defaultText("60s")
            .build();

    /** How long the host's breaker stays open. */
    public static final Setting<Duration> BREAKER_OPEN = Setting.of(
                    "breaker-open", SettingGroup.RESILIENCE, VALUE, Values.duration(INSTANT, DAY))
            .options("--breaker-open")
            .help("DURATION", "How long an open circuit breaker rejects attempts before it admits a probe connection.")
            .defaultText("30s")
            .build();

    /** How many successes make all well again. */
    public static final Setting<Integer> BREAKER_SUCCESSES = Setting.of(
                    "breaker-successes",
                    SettingGroup.RESILIENCE,
                    VALUE,
                    Values.wholeNumber(1, RunOptions.MOST_CONNECTIONS))
            .options("--breaker-successes")
            .help("COUNT", "Consecutive successes that close the circuit breaker.")
            .defaultText("3")
            .build();

    /** All of these. */
    static final List<Setting<?>> ALL = List.of(
            RETRY_ATTEMPTS,
            RETRY_DELAY,
            RETRY_MAX_DELAY,
            BREAKER_FAILURES,
            BREAKER_WINDOW,
            BREAKER_OPEN,
            BREAKER_SUCCESSES);

    private ResilienceOptions() {}
}
