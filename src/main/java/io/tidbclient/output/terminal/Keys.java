package io.tidbclient.output.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The keyboard while a live view is drawn: what is typed is read and not echoed, since an echo would move the cursor within the
 * view. The terminal's own modes are restored by {@link #close} and over a suspension.
 */
public final class Keys implements AutoCloseable {
    /** Ctrl-C and Ctrl-Z stay signals. */
    private static final List<String> UNECHOED = List.of("-echo", "-icanon", "min", "1", "time", "0");

    private final TerminalInput terminal;
    private final KeyDecoder decoder = new KeyDecoder();
    private Optional<String> saved = Optional.empty();
    private boolean closed;

    /** @param terminal closed with this */
    public Keys(TerminalInput terminal) {
        this.terminal = terminal;
    }

    /** Echo is off from now on, when the process is in the terminal's foreground. Does nothing while it is. */
    public synchronized void take() {
        if (closed || saved.isPresent() || !terminal.isForeground()) {
            return;
        }
        saved = terminal.modes();
        if (saved.isPresent() && !terminal.set(UNECHOED)) {
            giveBack();
        }
    }

    /** The terminal has its own modes again, until {@link #take}. Does nothing in the background, where they are a shell's. */
    public synchronized void giveBack() {
        if (saved.isPresent() && terminal.isForeground()) {
            boolean unused = terminal.set(List.of(saved.get()));
        }
        saved = Optional.empty();
        decoder.forget();
    }

    /** Whether what is typed comes here. */
    public synchronized boolean areTaken() {
        return saved.isPresent();
    }

    /**
     * Takes the keys that were typed since the last call, in order; bytes that are no {@link Key} are dropped. Esc is taken by
     * the call after the one that read it, since it may be the beginning of an arrow key.
     */
    public synchronized List<Key> typed() {
        if (saved.isEmpty()) {
            return List.of();
        }
        List<Integer> bytes = new ArrayList<>();
        for (OptionalInt next = terminal.read(); next.isPresent(); next = terminal.read()) {
            bytes.add(next.getAsInt());
        }
        return decoder.decode(bytes);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            giveBack();
            terminal.close();
        }
    }
}
