package io.tidbclient.output.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The size of the terminal that the process belongs to, asked of {@code stty} at most once a second.
 *
 * <p>Not JLine's system terminal: that one falls back to "dumb" when standard input is a pipe, as it is with
 * {@code --password-stdin}, and its window-change signal needs a dynamic proxy, which a native image has not got.
 */
public final class TerminalSize implements Supplier<Screen.Size> {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final Supplier<Optional<Screen.Size>> ask;
    private Screen.Size last = Screen.Size.USUAL;
    private Instant askedAt = Instant.MIN;

    TerminalSize(InstantSource clock, Supplier<Optional<Screen.Size>> ask) {
        this.clock = clock;
        this.ask = ask;
    }

    /**
     * The size of the controlling terminal, {@code /dev/tty}.
     *
     * @param clock for noticing that a second has passed
     */
    public static TerminalSize ofControllingTerminal(InstantSource clock) {
        return new TerminalSize(clock, TerminalSize::stty);
    }

    @Override
    public synchronized Screen.Size get() {
        Instant now = clock.instant();
        if (askedAt.plus(KEPT).isBefore(now) || askedAt.equals(Instant.MIN)) {
            last = ask.get().orElse(last);
            askedAt = now;
        }
        return last;
    }

    private static Optional<Screen.Size> stty() {
        return Stty.run(List.of("size")).flatMap(TerminalSize::parse);
    }

    /** Reads {@code rows columns}; empty for anything else, and for the 0 0 of a terminal whose size was never set. */
    static Optional<Screen.Size> parse(String answer) {
        String[] parts = answer.strip().split(" ", -1);
        if (parts.length != 2 || !parts[0].matches("[1-9]\\d{0,4}") || !parts[1].matches("[1-9]\\d{0,4}")) {
            return Optional.empty();
        }
        return Optional.of(new Screen.Size(Integer.parseInt(parts[1]), Integer.parseInt(parts[0])));
    }
}
