package io.tidbclient.cli;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ctrl-C, kill, and the end of the terminal. The first signal goes to the command, which closes what it opened, prints its
 * results so far and returns; the second one ends the process at once. A shutdown hook would not do: it runs beside the
 * command that is to be stopped, and the process ends with whichever completes first.
 */
@ApplicationScoped
public class Interrupts {
    private final AtomicReference<IntConsumer> listener = new AtomicReference<>();
    private final AtomicInteger first = new AtomicInteger();
    private final List<Runnable> beforeHalt = new CopyOnWriteArrayList<>();

    /**
     * From now on, only {@code onSignal} gets the number of the next signal.
     *
     * @param onSignal 1 for SIGHUP, 2 for SIGINT, 15 for SIGTERM; must not block
     */
    public void listen(IntConsumer onSignal) {
        listener.set(onSignal);
        for (TerminationSignal signal : TerminationSignal.values()) {
            signal.onArrival(() -> arrived(signal));
        }
    }

    /**
     * Has {@code action} done before a second signal ends the process.
     *
     * @param action restores what would outlast the process; must not throw, and take no longer than a user waits
     */
    public void beforeHalt(Runnable action) {
        beforeHalt.add(action);
    }

    /** As Ctrl-C, by another key. */
    public void quit() {
        arrived(TerminationSignal.INT);
    }

    /** The time in which a listener gets the next signal; its end gives the signals back to the one before. */
    public interface Listening {
        /** Once, when nothing is left to interrupt. */
        void end();
    }

    /** As {@link #listen}, until the result is ended. */
    public Listening listening(IntConsumer onSignal) {
        IntConsumer before = listener.get();
        listen(onSignal);
        return () -> {
            boolean unused = listener.compareAndSet(onSignal, before);
        };
    }

    /** The number of the first signal that there was, if any. */
    public OptionalInt first() {
        return first.get() == 0 ? OptionalInt.empty() : OptionalInt.of(first.get());
    }

    private void arrived(TerminationSignal signal) {
        boolean unused = first.compareAndSet(0, signal.number());
        IntConsumer listening = listener.getAndSet(null);
        if (listening == null) {
            beforeHalt.forEach(Runnable::run);
            Runtime.getRuntime().halt(signal.exitCode());
        } else {
            listening.accept(signal.number());
        }
    }
}
