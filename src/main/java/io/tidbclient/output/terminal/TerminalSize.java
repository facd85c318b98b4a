package io.tidbclient.output.terminal;

import io.tidbclient.time.NanoClock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The size of the terminal that the process belongs to, asked of {@code stty} at most once a second.
 *
 * <p>Not JLine's system terminal: that one falls back to "dumb" when standard input is a pipe, as it is with
 * {@code --password-stdin}, and its window-change signal needs a dynamic proxy, which a native image has not got.
 */
public final class TerminalSize implements Supplier<Screen.Size> {
    private static final Duration KEPT = Duration.ofSeconds(1);

    private final NanoClock clock;
    private final Supplier<Optional<Screen.Size>> ask;
    private Screen.Size last = Screen.Size.USUAL;
    private OptionalLong askedAt = OptionalLong.empty();

    TerminalSize(NanoClock clock, Supplier<Optional<Screen.Size>> ask) {
        this.clock = clock;
        this.ask = ask;
    }

    /** The size of the controlling terminal, {@code /dev/tty}. */
    public static TerminalSize ofControllingTerminal() {
        return new TerminalSize(NanoClock.SYSTEM, TerminalSize::stty);
    }

    @Override
    public synchronized Screen.Size get() {
        if (askedAt.isEmpty() || clock.since(askedAt.getAsLong()).compareTo(KEPT) > 0) {
            last = ask.get().orElse(last);
            askedAt = OptionalLong.of(clock.nanos());
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
