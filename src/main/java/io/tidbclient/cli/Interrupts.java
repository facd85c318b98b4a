package io.tidbclient.cli;

import java.util.OptionalInt;
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
            Runtime.getRuntime().halt(signal.exitCode());
        } else {
            listening.accept(signal.number());
        }
    }
}
