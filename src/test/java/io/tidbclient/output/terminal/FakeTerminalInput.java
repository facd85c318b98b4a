package io.tidbclient.output.terminal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A terminal whose modes are a word, {@code own} at first, and on which a test types. */
public final class FakeTerminalInput implements TerminalInput {
    public String modes = "own";
    public boolean foreground = true;
    public int closed;
    private final Deque<Integer> typed = new ArrayDeque<>();

    /** Types on it. */
    public void type(String text) {
        text.chars().forEach(typed::add);
    }

    @Override
    public boolean isForeground() {
        return foreground;
    }

    @Override
    public Optional<String> modes() {
        return Optional.of(modes);
    }

    @Override
    public boolean set(List<String> wanted) {
        if (!foreground) {
            throw new AssertionError("a process in the background is stopped when it sets modes");
        }
        modes = String.join(" ", wanted);
        return true;
    }

    @Override
    public OptionalInt read() {
        return foreground && !typed.isEmpty() ? OptionalInt.of(typed.poll()) : OptionalInt.empty();
    }

    @Override
    public void close() {
        closed++;
    }
}
