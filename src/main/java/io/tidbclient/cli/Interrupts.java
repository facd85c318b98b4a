package io.tidbclient.cli;

import org.jline.utils.Signals;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ctrl-C, kill, and the end of the terminal. The first one is handed to the command, which closes what it opened, prints what it has and returns;
 * the second one ends the process at once. A shutdown hook would not do: it runs beside the command that is to be
 * stopped, and the process ends with whichever is done first. JLine wraps the JDK's unofficial way to hear of a signal;
 * what that needs in a native image stands in reachability-metadata.json.
 */
@ApplicationScoped
public class Interrupts {
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final AtomicReference<IntConsumer> listener = new AtomicReference<>();
    private final AtomicInteger first = new AtomicInteger();

    /**
     * From now on, only {@code onSignal} gets the number of the next signal.
     *
     * @param onSignal 1 for SIGHUP, 2 for SIGINT, 15 for SIGTERM; must not block
     */
    public void listen(IntConsumer onSignal) {
        listener.set(onSignal);
        handle("HUP", SIGHUP);
        handle("INT", SIGINT);
        handle("TERM", SIGTERM);
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

    private void handle(String name, int number) {
        Signals.register(name, () -> {
            boolean unused = first.compareAndSet(0, number);
            IntConsumer listening = listener.getAndSet(null);
            if (listening == null) {
                Runtime.getRuntime().halt(128 + number);
            } else {
                listening.accept(number);
            }
        });
    }
}
