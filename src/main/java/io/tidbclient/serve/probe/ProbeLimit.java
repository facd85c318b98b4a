package io.tidbclient.serve.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long a probe may take: a little less than the scrape that asks for it, so that the answer arrives in time. */
final class ProbeLimit {
    /** Without the header. */
    static final Duration USUAL = Duration.ofSeconds(10);

    /** Whatever the header says. */
    static final Duration LONGEST = Duration.ofSeconds(55);

    /** As the blackbox exporter's {@code --timeout-offset}. */
    private static final Duration ANSWERING = Duration.ofMillis(500);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{0,9})?");

    private ProbeLimit() {}

    /**
     * The limit.
     *
     * @param header the timeout of the scrape in seconds; empty when the client names none
     * @return empty when the header is not a positive number
     */
    static Optional<Duration> of(String header) {
        if (header.isEmpty()) {
            return Optional.of(USUAL);
        }
        if (!SECONDS.matcher(header).matches()) {
            return Optional.empty();
        }
        Duration scrape = Duration.ofMillis(Math.round(Double.parseDouble(header) * 1_000));
        if (scrape.isZero()) {
            return Optional.empty();
        }
        Duration half = scrape.dividedBy(2);
        Duration limit = scrape.minus(half.compareTo(ANSWERING) < 0 ? half : ANSWERING);
        return Optional.of(limit.compareTo(LONGEST) > 0 ? LONGEST : limit);
    }
}
